"""That a month over the threshold calls for a joint action plan, where its text says so; and that one may."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.agreement import Agreement
from billing.months.forecast import Forecast
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
    if not figures.is_over:
        return None
    return _asked_for(
        figures.agreement,
        _("The average is over the threshold: the parties are to draw up a joint action plan, %(how)s."),
    )


def plan_expected(forecast: Forecast) -> PlanDue | None:
    """The plan that will be due if the month ends as expected; one that is over only on the way asks for none."""
    days = list(forecast.days)
    if not days or not days[-1].is_over:
        return None
    return _asked_for(
        forecast.text,
        _(
            "The month is expected to end over the threshold: the parties are then to draw up a joint action plan, "
            "%(how)s."
        ),
    )


def _asked_for(text: Agreement, sentence: str) -> PlanDue | None:
    plan = text.terms["action_plan"].value
    if plan is None:
        return None
    (how,) = said("action_plan", plan)
    return PlanDue(sentence % {"how": how}, clause(text, "action_plan"))
