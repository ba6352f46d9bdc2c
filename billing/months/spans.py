"""Calendar months as the core numbers them, and the dates that they cover."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.dated import DatePeriod
from billing.core.months import month_name


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """The months from `first` to `last`, both included, as month numbers."""

    first: int
    last: int

    @property
    def dates(self) -> DatePeriod:
        """Every date of the months."""
        return DatePeriod(first_day(self.first), last_day(self.last))

    @property
    def only(self) -> int | None:
        """The month, where it is a single one."""
        return self.first if self.first == self.last else None

    def __contains__(self, month: object) -> bool:
        return isinstance(month, int) and self.first <= month <= self.last

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def reaching_back(self, months: int) -> "MonthSpan":
        """The same months and so many before them."""
        return MonthSpan(self.first - months, self.last)


def first_day(month: int) -> date:
    """The first date of a month."""
    return date.fromisoformat(f"{month_name(month)}-01")


def last_day(month: int) -> date:
    """The last date of a month."""
    return first_day(month + 1) - timedelta(days=1)


def month_of(day: date) -> int:
    """The number of the month that a date lies in."""
    return day.year * 12 + day.month - 1
