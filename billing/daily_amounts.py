"""The daily amounts that a liability can be computed with, by year, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agreements.daily_amounts import load_daily_amounts


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """Kronor a day of care in a year, and where that is said."""

    kronor: Decimal
    source: str


def daily_amounts(known_by: datetime | None = None) -> Mapping[int, DailyAmount]:
    """Those that ship."""
    return {
        year: DailyAmount(sourced.value, f"{sourced.source.document}, {sourced.source.reference}")
        for year, sourced in load_daily_amounts().items()
    }


def known_amounts(known_by: datetime | None = None) -> Mapping[int, Decimal]:
    """The same without their sources, as the core takes them."""
    return {year: amount.kronor for year, amount in daily_amounts(known_by).items()}
