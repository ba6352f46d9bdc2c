"""That a month over the threshold calls for a joint action plan, where its text says so."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from billing.web.grounds import Ground, clause
from billing.web.month_figures import MonthFigures
from billing.web.term_words import said


@dataclass(frozen=True, slots=True)
class PlanDue:
    """What the parties are to draw up, and the clause that asks for it."""

    sentence: str
    ground: Ground


def plan_due(figures: MonthFigures) -> PlanDue | None:
    """The plan that the text asks for; none where the average is not over, or the text asks for no plan.

    The clause speaks of the average alone: that nothing is owed on it (a window) makes no difference.
    """
    plan = figures.agreement.terms["action_plan"].value
    if plan is None or not figures.is_over:
        return None
    sentence = _(
        "The average is over the threshold: the parties are to draw up a joint action plan, %(how)s."
    )
    (how,) = said("action_plan", plan)
    return PlanDue(sentence % {"how": how}, clause(figures.agreement, "action_plan"))
