"""When a month's dates are told of beforehand, and when they are over."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from billing.months.closing import midnight
from billing.months.dates import MonthDates


class MonthDateKind(StrEnum):
    """What is to be done by a date that a text gives a month."""

    REGISTRATIONS_CLOSE = "registrations_close"
    INVOICE = "invoice"


LEVELS: Mapping[MonthDateKind, tuple[int, ...]] = {
    # In hours after 24:00 of the last day: at two in the afternoon three days before and on the day, and afterwards.
    MonthDateKind.REGISTRATIONS_CLOSE: (-82, -10, 0),
    # At two in the afternoon of the day before, and at eight on the day.
    MonthDateKind.INVOICE: (-34, -16),
}
TOO_OLD = timedelta(days=7)
"""What has been over for so long is not told of: of months long gone nobody is reminded by a new installation."""


def due_by(dates: MonthDates) -> Iterator[tuple[MonthDateKind, datetime]]:
    """24:00 of the last day on which each is in time; what no text says is left out."""
    if dates.closes_at is not None:
        yield MonthDateKind.REGISTRATIONS_CLOSE, dates.closes_at
    if dates.invoice_on is not None:
        yield MonthDateKind.INVOICE, midnight(dates.invoice_on + timedelta(days=1))


def level_reached(kind: MonthDateKind, due_at: datetime, now: datetime) -> int | None:
    """The last level reached by now, in minutes after the date is over; none before the first, and long after."""
    due_at = due_at.astimezone(UTC)
    reached = [hours * 60 for hours in LEVELS[kind] if due_at + timedelta(hours=hours) <= now]
    return reached[-1] if reached and now - due_at < TOO_OLD else None
