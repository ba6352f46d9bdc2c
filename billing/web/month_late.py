"""What was registered after a month had closed, in words: each episode before and after, and what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.core.reasons import EXPLANATIONS, Reason, Status
from billing.months.between import MonthBetween
from billing.months.late import Change, LateRegistration, amount_of
from billing.web.episode_rows import COUNTED
from billing.web.month_sums import days_in_words
from billing.web.numbers import NONE, difference, is_english, kronor

CHANGES = {
    Change.NEW: (gettext_lazy("new"), "info"),
    Change.CHANGED: (gettext_lazy("changed"), "warning"),
    Change.GONE: (gettext_lazy("gone"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class LateRow:
    """An episode as the closed month counts it, and as it would be counted now."""

    registration: LateRegistration

    @property
    def change(self) -> str:
        return str(CHANGES[self.registration.change][0])

    @property
    def tone(self) -> str:
        return CHANGES[self.registration.change][1]

    @property
    def at_close(self) -> str:
        return counted_in_words(self.registration.at_close)

    @property
    def now(self) -> str:
        return counted_in_words(self.registration.now)

    @property
    def effect(self) -> str:
        effect = self.registration.effect
        return NONE if effect is None else difference(effect)


@dataclass(frozen=True, slots=True)
class Late:
    """The rows, and what the month would cost with all of them."""

    rows: list[LateRow]
    amount: str
    difference: str


def late_shown(between: MonthBetween) -> Late | None:
    """None where nothing was registered after the close."""
    if not between.late:
        return None
    would_be, is_now = amount_of(between.now, between.month), between.amount
    return Late(
        rows=[LateRow(each) for each in between.late],
        amount="" if would_be is None else kronor(would_be),
        difference="" if would_be is None or is_now is None else difference(would_be - is_now),
    )


def counted_in_words(line: Mapping[str, Any] | None) -> str:
    """How an episode enters the month, and why not where it does not."""
    if line is None:
        return NONE
    match Status(line["status"]):
        case Status.EXCLUDED:
            why = EXPLANATIONS[Reason(line["reason"])]
            return f"{COUNTED[Status.EXCLUDED][0]}: {why.english if is_english() else why.swedish}"
        case Status.INDIVIDUAL:
            said = {"days": days_in_words(line["days"]), "payable": days_in_words(line["payable_days"])}
            return _("%(days)s, by itself, %(payable)s to pay") % said
        case Status.AVERAGED:
            return _("%(days)s, in the average") % {"days": days_in_words(line["days"])}
