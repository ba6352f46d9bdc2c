"""Values that carry their source and their time: what every agreement is made of."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Swedish and in English."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value is read: the document, the place in it, and the clause or what it says in short."""

    document: str
    reference: str
    section: str
    quote: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A question that a text leaves open, and the values that another reader might have chosen."""

    question: Words
    alternatives: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value as it is read here, where it is read, and what is unsettled about it."""

    value: T
    source: Source
    unsettled: Unsettled | None = None


@dataclass(frozen=True, slots=True)
class DatePeriod:
    """The dates from `first` to `last`, both included; without `last` until further notice."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "DatePeriod") -> bool:
        starts_in_time = other.last is None or self.first <= other.last
        return starts_in_time and (self.last is None or other.first <= self.last)


def add_months(day: date, months: int) -> date:
    """The same day so many months later or, negative, earlier; else the last day of that month."""
    year, month_before = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month_before + 1, min(day.day, monthrange(year, month_before + 1)[1]))


def last_days_of_terms(period: DatePeriod, extension_months: int | None) -> Iterator[date]:
    """The last day of the first term, then of each extension; nothing for a period that has no end.

    Counted from the day after: a term that ends on 28 February runs, extended by a year, through a leap day.
    """
    if period.last is None:
        return
    day_after = period.last + timedelta(days=1)
    for extensions in count():
        yield add_months(day_after, extensions * (extension_months or 0)) - timedelta(days=1)
        if extension_months is None:
            return


def last_day_for_notice(end: date, notice_months: int) -> date:
    """The last day on which a notice still leaves that many whole months before what ends with `end`."""
    return add_months(end + timedelta(days=1), -notice_months) - timedelta(days=1)
