"""One month of all the municipalities of a region, or of one, as it was known at a time: from facts read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from agreements.agreement import Agreement
from agreements.files import load_agreements
from billing.months.basis import AsKnown, Basis, read_basis
from billing.months.liability import Liability, computed
from billing.months.otherwise import Amounts, amounts_otherwise
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.daily_amounts import DailyAmounts, daily_amounts
from billing.texts.readings import other_readings


@dataclass(frozen=True, kw_only=True)
class MonthTogether:
    """What is asked of the month; each answer is computed when it is first needed, once for all that it is about.

    Of a region, a municipality, or the two together: one municipality is a case of many. The answers are those that
    would have been given at `as_of`; `as_known` says which of a closed month.
    """

    month: int
    as_of: datetime
    as_known: AsKnown = AsKnown.AT_CLOSE
    region: str | None = None
    municipality: str | None = None

    @cached_property
    def answer(self) -> Liability:
        """By the texts as they are read here."""
        return computed(self._basis, self.daily_amounts.kronor, as_known=self.as_known)

    @cached_property
    def texts(self) -> Mapping[str, Agreement]:
        """Those that make something of the month, by their slugs in order."""
        slugs = self.answer.months.get_column("agreement").unique().sort()
        return {slug: load_agreements()[slug] for slug in slugs}

    @cached_property
    def amounts_otherwise(self) -> Mapping[str, Amounts]:
        """What the month costs by each other reading of these texts, by the reading's name."""
        return amounts_otherwise(
            self._basis,
            self.answer,
            self.daily_amounts.kronor,
            month=self.month,
            as_known=self.as_known,
            texts=self.texts.values(),
        )

    @cached_property
    def daily_amounts(self) -> DailyAmounts:
        """As they were known then."""
        return daily_amounts(self.as_of)

    @cached_property
    def _basis(self) -> Basis:
        asked = Question(
            region=self.region,
            municipality=self.municipality,
            months=MonthSpan(self.month, self.month),
            at_close=True,
            as_of=self.as_of,
        )
        # The facts must do for every reading, before it is known which texts govern.
        readings = (each for text in load_agreements().values() for each in other_readings(text))
        return read_basis(asked, otherwise=[each.text_read_so for each in readings])
