"""What a ready patient's waiting comes to for the municipality, in words: in days, not in the month's kronor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.core import moves
from coordination.core.civil import civil_day
from coordination.core.deadline import WAITING, Deadline, DeadlineKind
from coordination.core.law import Ground
from coordination.core.move import Consequence
from coordination.core.terms import CountingTerms
from coordination.core.waiting import counted_days
from coordination.opened_case import OpenedCase
from coordination.web.consequences import LACKING
from coordination.web.telling import said
from coordination.web.words import PARAGRAPH, REASON

SOON: Mapping[DeadlineKind, Promise] = {
    DeadlineKind.COUNTING_STARTS: gettext_lazy("The days of waiting soon count: home before that, none does"),
    DeadlineKind.OVER_THRESHOLD: gettext_lazy("Soon more days of waiting than the agreement's average"),
    DeadlineKind.LONG_STAY: gettext_lazy("The patient soon leaves the average, and is counted alone"),
}
NOW: Mapping[DeadlineKind, Promise] = {
    DeadlineKind.COUNTING_STARTS: gettext_lazy("The days of waiting count"),
    DeadlineKind.OVER_THRESHOLD: gettext_lazy("More days of waiting than the agreement's average"),
    DeadlineKind.LONG_STAY: gettext_lazy("The patient has left the average, and is counted alone"),
}
"""What a reminder says: before the time, and from it on."""


@dataclass(frozen=True)
class Cost:
    words: str
    ground: Ground

    @property
    def reason(self) -> Promise:
        return REASON[self.ground]

    @property
    def paragraph(self) -> Promise:
        return PARAGRAPH[self.ground]


def cost(opened: OpenedCase) -> Cost | None:
    """What the waiting costs the municipality as things stand, and what it comes to next."""
    terms = opened.terms.counting
    waits = moves.waiting(opened.history, civil_day(opened.now), terms)
    if waits is None or opened.has_left or terms is None:
        return None
    if waits.lacking:
        why = "; ".join(str(LACKING[one]) for one in waits.lacking)
        ground = Ground.LUS_5_5 if Consequence.NO_LIABILITY_WHILE_MISSING in waits.lacking else Ground.LUS_5_3
        return Cost(_("No payment liability now: %(why)s.") % {"why": why}, ground)
    return Cost(" ".join(_sentences(opened, terms)), terms.ground)


def _sentences(opened: OpenedCase, terms: CountingTerms) -> Iterator[str]:
    days = counted_days(opened.history, terms, civil_day(opened.now))
    yield _so_far(days, terms)
    ahead = [
        one for one in opened.deadlines if one.kind in WAITING and one.is_open and one.due_at > opened.now
    ]
    if ahead:
        yield _next(ahead[0], terms)


def _so_far(days: int, terms: CountingTerms) -> str:
    if terms.threshold_days is None:
        paid = max(days - terms.free_days, 0)
        if not paid:
            return _("Nothing yet.")
        return ngettext("One day to pay for.", "%(days)d days to pay for.", paid) % {"days": paid}
    if not days:
        return _("No day counts yet.")
    if terms.long_stay_days is not None and days > terms.long_stay_days:
        alone = {"day": days, "free": terms.long_stay_free_days}
        return _("Day %(day)d, counted alone: the municipality pays for all but %(free)d.") % alone
    return _("Day %(day)d counts.") % {"day": days}


def _next(limit: Deadline, terms: CountingTerms) -> str:
    """The next limit ahead, and what it changes."""
    when = {"when": said(limit.due_at)}
    match limit.kind:
        case DeadlineKind.OVER_THRESHOLD:
            average = {"days": _plain(terms.threshold_days or Decimal(0))}
            return _(
                "From %(when)s they are more than the average of %(days)s days that the agreement allows. "
                "What is paid is decided by the whole month."
            ) % (when | average)
        case DeadlineKind.LONG_STAY:
            free = {"free": terms.long_stay_free_days}
            return _(
                "From %(when)s the patient is counted alone, outside the average: "
                "the municipality pays for all days but %(free)d."
            ) % (when | free)
    if terms.threshold_days is None:
        return _("Payment liability begins %(when)s. Home before that costs nothing.") % when
    return _("The days count from %(when)s. Home before that, none does.") % when


def _plain(days: Decimal) -> str:
    """With the decimals that it needs: 2; 1,5."""
    return number_format(Decimal(f"{days.normalize():f}"))
