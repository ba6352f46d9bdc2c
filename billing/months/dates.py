"""When a month is over, closes and is invoiced, by the texts that govern it between two parties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agreements.agreement import Agreement
from billing.months.closing import closes_at, midnight
from billing.months.spans import MonthSpan, first_day
from billing.texts.endings import Endings, known_endings
from billing.texts.governing import governed_periods


@dataclass(frozen=True, slots=True)
class MonthDates:
    """`over_at`, the month's end; `closes_at`, when registrations stop counting; `invoice_on`, the day of the invoice.

    The last two are none where no text says so.
    """

    over_at: datetime
    closes_at: datetime | None
    invoice_on: date | None


def month_dates(texts: Iterable[Agreement], month: int) -> MonthDates:
    """By all the texts that govern parts of the month: the last of their dates.

    A text that names no closing day keeps its part open, and with it the month.
    """
    texts, after = list(texts), first_day(month + 1)
    closes = [closes_at(text, month) for text in texts]
    days = [text.terms["invoice_day"].value for text in texts]
    return MonthDates(
        over_at=midnight(after),
        closes_at=None if None in closes else max(filter(None, closes), default=None),
        invoice_on=max((after.replace(day=day) for day in days if day is not None), default=None),
    )


def texts_between(
    region: str, municipality: str, month: int, endings: Endings | None = None
) -> list[Agreement]:
    """The texts that govern parts of a month between these two, as known now unless the endings are given."""
    days = MonthSpan(month, month).dates
    periods = governed_periods(region, municipality, days, endings or known_endings())
    return [each.governing.agreement for each in periods]


def dates_between(region: str, municipality: str, month: int, endings: Endings | None = None) -> MonthDates:
    """The dates of a month between these two, as known now unless the endings are given."""
    return month_dates(texts_between(region, municipality, month, endings), month)
