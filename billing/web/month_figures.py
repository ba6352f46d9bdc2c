"""What one text makes of a municipality's month: the row of the answer, with the text it was computed by."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agreements.agreement import Agreement
from billing.core.terms import Terms

SHOWN = 2
CLOSER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """A row of `Liability.months`. `daily_amount` is that of the month's year, None where it is not known."""

    agreement: Agreement
    terms: Terms
    daily_amount: Decimal | None
    region: str
    municipality: str
    month: int
    episodes: int
    days: int
    average: Decimal | None
    individual_episodes: int
    individual_days: int
    excluded: int
    is_over: bool
    window_is_met: bool
    averaged_amount: Decimal | None
    individual_amount: Decimal | None
    amount: Decimal | None
    missing_years: tuple[int, ...]

    @classmethod
    def of(
        cls, row: dict[str, Any], agreement: Agreement, terms: Terms, daily_amount: Decimal | None
    ) -> "MonthFigures":
        said = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        said |= {"agreement": agreement, "missing_years": tuple(row["missing_years"] or ())}
        return cls(**said, terms=terms, daily_amount=daily_amount)

    @property
    def owes_average(self) -> bool:
        """True where the excess over the threshold is owed."""
        return self.is_over and self.window_is_met

    @property
    def average_shown(self) -> Decimal | None:
        """The average with two decimals, or four where two would hide on which side of the threshold it lies."""
        if self.average is None or self.average != self.terms.threshold_days or self.average_is_exact:
            return self.average
        return round(Decimal(self.days) / self.episodes, CLOSER)

    @property
    def average_is_exact(self) -> bool:
        """True where the two decimals are what is computed with: rounded to by the text, or with nothing cut off."""
        if self.average is None or self.terms.average_decimals is not None:
            return True
        return self.average * self.episodes == self.days
