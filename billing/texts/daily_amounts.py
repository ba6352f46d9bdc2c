"""The daily amounts that a liability can be computed with, by year, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agreements.daily_amounts import load_daily_amounts
from billing.models import EnteredDailyAmount


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """Kronor a day of care in a year, and where that is said; when it was approved, where it does not ship."""

    kronor: Decimal
    source: str
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DailyAmounts:
    """What ships holds for every region, what two people of a region have entered for that one and other years."""

    shipped: Mapping[int, DailyAmount]
    entered: Mapping[str, Mapping[int, DailyAmount]]

    def of(self, region: str) -> Mapping[int, DailyAmount]:
        """Those that a region's bills are computed with, by year."""
        return {**self.entered.get(region, {}), **self.shipped}

    def kronor(self, region: str) -> Mapping[int, Decimal]:
        """The same without their sources, as the core takes them."""
        return {year: amount.kronor for year, amount in self.of(region).items()}


def daily_amounts(known_by: datetime | None = None) -> DailyAmounts:
    """Every region's: of those approved the latest, as known then or now.

    A month that has closed is computed with the amount known when it is asked for, and not with that of its close:
    what closes are the parties' own registrations, while the amount of a year is what the authority has set (LUS 5:6),
    whenever somebody came to enter it here.
    """
    entered: dict[str, dict[int, DailyAmount]] = {}
    for row in EnteredDailyAmount.objects.approved(known_by).select_related("organisation"):
        of_region = entered.setdefault(row.organisation.code, {})
        of_region[row.year] = DailyAmount(row.kronor, row.source, row.approved_at)
    return DailyAmounts(shipped_amounts(), entered)


def shipped_amounts() -> Mapping[int, DailyAmount]:
    """Those of the agreements' data."""
    return {
        year: DailyAmount(sourced.value, f"{sourced.source.document}, {sourced.source.reference}")
        for year, sourced in load_daily_amounts().items()
    }
