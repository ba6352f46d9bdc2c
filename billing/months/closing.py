"""Until when registrations of a month count, where the text that governs it says so."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agreements.agreement import Agreement
from billing.core.clock import ZONE
from billing.months.spans import first_day

STOCKHOLM = ZoneInfo(ZONE)
INSTANT = timedelta(microseconds=1)


def closes_at(text: Agreement, month: int) -> datetime | None:
    """24:00 of the last day on which registrations count; none where the text has no such day.

    Halland 2027: registrations count to and including the 7th of the next month.
    """
    day = text.terms["registrations_close_day"].value
    return None if day is None else midnight(first_day(month + 1).replace(day=day) + timedelta(days=1))


def closed_by(text: Agreement, month: int, at: datetime) -> datetime | None:
    """When the month closed under a text; none where it had not by then."""
    closes = closes_at(text, month)
    return None if closes is None or at < closes else closes


def known_at_close(text: Agreement, month: int) -> datetime | None:
    """The last moment whose knowledge counts; what is registered at 24:00 sharp comes too late."""
    closes = closes_at(text, month)
    return None if closes is None else closes.astimezone(UTC) - INSTANT


def midnight(day: date) -> datetime:
    """When a day begins in Sweden."""
    return datetime.combine(day, time(), STOCKHOLM)
