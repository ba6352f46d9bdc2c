"""A region's and a municipality's month, with the eleven before it: at its close, as known now, and read otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from agreements.agreement import Agreement
from agreements.files import load_agreements
from billing.months.basis import AsKnown, Basis, read_basis
from billing.months.closing import closed_by
from billing.months.dates import MonthDates, month_dates
from billing.months.known_corrections import KnownCorrection
from billing.months.late import LateRegistration, amount_of, late_registrations
from billing.months.liability import Liability, computed
from billing.months.otherwise import amounts_otherwise
from billing.months.question import Question
from billing.months.spans import MonthSpan, first_day
from billing.texts.daily_amounts import DailyAmount, DailyAmounts, daily_amounts
from billing.texts.governing import GovernedPeriod
from billing.texts.readings import Otherwise, other_readings

MONTHS_SEEN = 12


@dataclass(frozen=True)
class MonthBetween:
    """What is asked of the month; each answer is computed when it is first needed, from facts that are read once.

    `otherwise` lets one term be read in another way; `compares` says that every other reading will be asked for.
    With `as_of` the answers are those that would have been given then; `as_known` says which of a closed month.
    `corrections` are tried instead of those that are in force.
    """

    region: str
    municipality: str
    month: int
    known_by: datetime | None = None
    as_of: datetime | None = None
    as_known: AsKnown = AsKnown.AT_CLOSE
    otherwise: Otherwise | None = None
    compares: bool = False
    months_seen: int = MONTHS_SEEN
    corrections: tuple[KnownCorrection, ...] | None = None

    @property
    def months(self) -> MonthSpan:
        return MonthSpan(self.month - self.months_seen + 1, self.month)

    @cached_property
    def texts(self) -> Mapping[str, Agreement]:
        """Every text by its slug, as it is read here."""
        texts = dict(load_agreements())
        if self.otherwise is not None:
            texts[self.otherwise.text.slug] = self.otherwise.text_read_so
        return texts

    @cached_property
    def answer(self) -> Liability:
        """As known at each month's close, or now; by the other reading where there is one."""
        return self._computed(self.texts)

    @cached_property
    def as_read_here(self) -> Liability:
        """The answer without the other reading."""
        return self.answer if self.otherwise is None else self._computed({})

    @cached_property
    def now(self) -> Liability:
        """As known now, whether the months have closed or not."""
        return computed(self._basis, self._amounts.kronor, texts=self.texts, as_known=AsKnown.NOW)

    @property
    def amount(self) -> Decimal | None:
        """What the month costs; none where a daily amount is missing."""
        return amount_of(self.answer, self.month)

    @property
    def amount_as_read_here(self) -> Decimal | None:
        """The same without the other reading."""
        return amount_of(self.as_read_here, self.month)

    @property
    def daily_amounts(self) -> Mapping[int, DailyAmount]:
        """The region's, by year."""
        return self._amounts.of(self.region)

    @property
    def periods(self) -> list[GovernedPeriod]:
        """The texts in force in the month, one after the other."""
        first, after = first_day(self.month), first_day(self.month + 1)
        return [
            each
            for each in self.answer.periods
            if each.period.first < after and (each.period.last is None or each.period.last >= first)
        ]

    @property
    def dates(self) -> MonthDates:
        """When the month is over, closes and is invoiced."""
        return month_dates([each.governing.agreement for each in self.periods], self.month)

    @property
    def is_one_body(self) -> bool:
        """Whether the two are one legal person, for which nothing is billed."""
        return any(each.is_one_body for each in self.periods)

    def closed_at(self, text: Agreement) -> datetime | None:
        """When the month closed under a text; none where it has not, or another time was asked for."""
        if self.known_by is not None:
            return None
        return closed_by(text, self.month, self.as_of or timezone.now())

    @property
    def is_closed(self) -> bool:
        return any(self.closed_at(each.governing.agreement) for each in self.periods)

    @cached_property
    def late(self) -> list[LateRegistration]:
        """What was registered after the month had closed."""
        if not self.is_closed:
            return []
        return late_registrations(self.answer, self.now, self.month, self.texts, self._amounts.kronor)

    @cached_property
    def amounts_otherwise(self) -> Mapping[str, Decimal | None]:
        """What the month costs by each other reading of its texts, by the reading's name."""
        texts = {each.governing.agreement.slug: each.governing.agreement for each in self.periods}
        by_name = amounts_otherwise(
            self._basis,
            self.as_read_here,
            self._amounts.kronor,
            month=self.month,
            as_known=self.as_known,
            texts=texts.values(),
        )
        pair = self.region, self.municipality
        return {name: amounts.get(pair, Decimal(0)) for name, amounts in by_name.items()}

    def _computed(self, texts: Mapping[str, Agreement]) -> Liability:
        return computed(self._basis, self._amounts.kronor, texts=texts, as_known=self.as_known)

    @cached_property
    def _amounts(self) -> DailyAmounts:
        return daily_amounts(self.known_by or self.as_of)

    @cached_property
    def _basis(self) -> Basis:
        asked = Question(
            region=self.region,
            municipality=self.municipality,
            months=self.months,
            known_by=self.known_by,
            at_close=True,
            as_of=self.as_of,
        )
        return read_basis(asked, otherwise=self._read_otherwise, corrections=self.corrections)

    @property
    def _read_otherwise(self) -> list[Agreement]:
        """The readings for which the facts must do, before it is known which texts govern."""
        if self.compares:
            return [each.text_read_so for text in load_agreements().values() for each in other_readings(text)]
        return [] if self.otherwise is None else [self.otherwise.text_read_so]
