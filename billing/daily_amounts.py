"""The daily amounts that a liability can be computed with, by year, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agreements.daily_amounts import load_daily_amounts
from billing.models import EnteredDailyAmount


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """Kronor a day of care in a year, and where that is said."""

    kronor: Decimal
    source: str


def daily_amounts(known_by: datetime | None = None) -> Mapping[int, DailyAmount]:
    """Those that ship, and for other years those approved: the latest, as known then or now."""
    entered = EnteredDailyAmount.objects.approved(known_by)
    shipped = {
        year: DailyAmount(sourced.value, f"{sourced.source.document}, {sourced.source.reference}")
        for year, sourced in load_daily_amounts().items()
    }
    return {row.year: DailyAmount(row.kronor, row.source) for row in entered} | shipped


def known_amounts(known_by: datetime | None = None) -> Mapping[int, Decimal]:
    """The same without their sources, as the core takes them."""
    return {year: amount.kronor for year, amount in daily_amounts(known_by).items()}
