"""Where a month is now, whether or not anybody has written down that it has closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agreements.agreement import Agreement
from billing.core.corrections_until import CorrectionsUntil, may_be_corrected
from billing.core.month_life import MonthStatus, MonthStep
from billing.models import BilledMonth, MonthEvent
from billing.months.basis import AsKnown
from billing.months.dates import MonthDates, dates_between


@dataclass(frozen=True, slots=True)
class MonthState:
    """The status as the clock has it, the dates of the month, and what has happened to it, the earliest first."""

    status: MonthStatus
    dates: MonthDates
    events: tuple[MonthEvent, ...]

    def latest(self, step: MonthStep) -> MonthEvent | None:
        """The last time that it happened."""
        return next((event for event in reversed(self.events) if event.step == step), None)

    @property
    def review(self) -> MonthEvent | None:
        """The review that waits for a second person to issue what it stands for."""
        return self.latest(MonthStep.REVIEWED) if self.status is MonthStatus.REVIEWED else None

    @property
    def was_credited(self) -> bool:
        """Whether a statement of the month has been taken back."""
        return self.latest(MonthStep.CREDITED) is not None

    def basis(self, now: datetime, *, wants_late: bool) -> tuple[datetime, AsKnown]:
        """As of when a draft is drawn up, and which knowledge counts: the review's where there is one."""
        if self.review is not None and self.review.as_of is not None:
            return self.review.as_of, AsKnown(self.review.as_known)
        return now, AsKnown.NOW if wants_late and self.was_credited else AsKnown.AT_CLOSE

    def may_be_reviewed(self, now: datetime) -> bool:
        """Closed by the clock, or over where no text closes it; and not issued."""
        if self.status is MonthStatus.OPEN:
            return self.dates.closes_at is None and self.dates.over_at <= now
        return self.status in (MonthStatus.CLOSED, MonthStatus.REVIEWED, MonthStatus.CREDITED)


def month_state(
    region: str, municipality: str, month: int, now: datetime, dates: MonthDates | None = None
) -> MonthState:
    """The state of a month between these two, whose dates may be known already."""
    row = BilledMonth.objects.between(region, municipality, month).first()
    dates = dates or dates_between(region, municipality, month)
    status = MonthStatus.OPEN if row is None else MonthStatus(row.status)
    if status is MonthStatus.OPEN and dates.closes_at is not None and dates.closes_at <= now:
        status = MonthStatus.CLOSED
    events = () if row is None else tuple(row.events.select_related("statement", "by_user"))
    return MonthState(status, dates, events)


def corrections_are_open(state: MonthState, texts: Iterable[Agreement]) -> bool:
    """Whether the basis of the month can still be corrected, by every text that governs a part of it."""
    said = {CorrectionsUntil(text.terms["corrections_until"].value) for text in texts}
    return all(may_be_corrected(state.status, until) for until in said)
