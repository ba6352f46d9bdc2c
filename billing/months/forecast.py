"""What the running month may come to between a region and a municipality: its range, its patients, day by day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from agreements.agreement import Agreement
from billing.core import forecast as core
from billing.core.conditions import liable_municipality
from billing.core.forecast import Outcome, Stay
from billing.core.reasons import Reason, Status
from billing.core.terms import Terms
from billing.months.spans import last_day, month_of
from billing.texts.terms import terms_of

BEYOND_LIMIT = 3
ONE_KRONA = Decimal(1)
"""Where the year's daily amount is not known: who decides the month is the same, and no amount is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A patient who is ready and still here. Amounts are null where the year's daily amount is not known.

    `days` have counted if the patient goes home today; `lacking` is why nobody would be liable then. The other costs
    are of one day more: from today, from tomorrow, and the one that passes the limit on `limit_passed_on`.
    """

    episode_id: str
    ready_at: datetime
    days: int
    lacking: Reason
    expected_home: date
    is_foreseen: bool
    costs_today: Decimal | None
    costs_tomorrow: Decimal | None
    costs_at_limit: Decimal | None
    limit_passed_on: date | None
    is_past_limit: bool
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfMonth:
    """The average of those who have left by the end of a day; expected from tomorrow on."""

    day: date
    average: Decimal | None
    is_over: bool
    is_expected: bool


@dataclass(frozen=True)
class Forecast:
    """The running month between the two, as known now; everything is computed when it is first needed."""

    region: str
    municipality: str
    now: datetime
    text: Agreement
    daily_amount: Decimal | None
    left: pl.DataFrame
    """The lines of those who have left, of this month and of as many before it as a window looks back."""
    left_on: Mapping[str, date]
    earlier: pl.DataFrame
    facts: pl.DataFrame
    of_other_texts: Decimal | None = Decimal(0)
    """What texts that governed earlier in the month make of it."""

    @property
    def month(self) -> int:
        return month_of(self.now.date())

    @property
    def days_left(self) -> int:
        return (last_day(self.month) - self.now.date()).days

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.text)

    @cached_property
    def amounts(self) -> Mapping[Outcome, Decimal | None]:
        """What the month costs in each outcome; null without a daily amount."""
        if self.of_other_texts is None:
            return dict.fromkeys(Outcome)
        return {outcome: self._told(self._cost(outcome) + self.of_other_texts) for outcome in Outcome}

    @cached_property
    def waiting(self) -> list[Waiting]:
        """Those who decide the month first, then by what the next day costs."""
        rows = [self._waiting(row) for row in self.facts.iter_rows(named=True)]
        return sorted(
            rows, key=lambda one: (not one.decides, -(one.costs_today or 0), -one.days, one.episode_id)
        )

    @property
    def days(self) -> Iterator[DayOfMonth]:
        """Each day of the month; nothing by a text without an average."""
        threshold = self.terms.threshold_days
        if threshold is None:
            return
        stays = [*self._averaged_by_date()]
        first = self.now.date().replace(day=1)
        for number in range((last_day(self.month) - first).days + 1):
            day = first.replace(day=number + 1)
            gone = [days for left_on, days in stays if left_on <= day]
            average = Decimal(sum(gone)) / len(gone) if gone else None
            yield DayOfMonth(
                day=day,
                average=average,
                is_over=average is not None and average > threshold,
                is_expected=day > self.now.date(),
            )

    @property
    def passes_threshold_on(self) -> date | None:
        """The first day on which the average is expected to be over, if it is not now and stays so to the end."""
        days = list(self.days)
        known = [each for each in days if not each.is_expected]
        if not days or known[-1].is_over or not days[-1].is_over:
            return None
        return next(each.day for each in days[len(known) :] if each.is_over)

    def _averaged_by_date(self) -> Iterator[tuple[date, int]]:
        averaged = pl.col("status") == Status.AVERAGED
        for line in self.left.filter(averaged, month=self.month).iter_rows(named=True):
            yield self.left_on[line["episode_id"]], line["days"]
        for line in self._lines.filter(averaged).iter_rows(named=True):
            if line["after"] == self._expected[line["episode_id"]]:
                yield core.civil_date(self.now, line["after"]), line["days"]

    def _waiting(self, row: dict[str, Any]) -> Waiting:
        name = row["episode_id"]
        today, limit_after = self._today[name], self._limit_after.get(name)
        return Waiting(
            episode_id=name,
            ready_at=row["discharge_ready_at"],
            days=today["days"],
            lacking=Reason(today["reason"]),
            expected_home=core.civil_date(self.now, self._expected[name]),
            is_foreseen=self._foreseen[name] is not None,
            costs_today=self._one_more(name, 0),
            costs_tomorrow=self._one_more(name, 1),
            costs_at_limit=None if limit_after is None else self._one_more(name, limit_after - 1),
            limit_passed_on=None if limit_after is None else core.civil_date(self.now, limit_after),
            is_past_limit=self._limit is not None and today["days"] > self._limit,
            decides=name in self._deciding,
        )

    def _one_more(self, name: str, after: int) -> Decimal | None:
        """What the day after so many costs."""
        return self._told(self._if_one_stays[f"{name} {after + 1}"] - self._if_one_stays[f"{name} {after}"])

    def _cost(self, outcome: Outcome) -> Decimal:
        return self._costs.get(outcome, Decimal(0))

    def _told(self, amount: Decimal) -> Decimal | None:
        return None if self.daily_amount is None else amount

    @property
    def _limit(self) -> int | None:
        return core.limit_of(self.terms)

    @cached_property
    def _names(self) -> list[str]:
        return self.facts.get_column("episode_id").to_list()

    @cached_property
    def _lines(self) -> pl.DataFrame:
        horizon = max(self.days_left, (self._limit or 0) + BEYOND_LIMIT)
        return core.lines_as_if_home(self.facts, self.terms, self.now, self.month, days=horizon)

    @cached_property
    def _lines_if_met(self) -> pl.DataFrame:
        met = core.conditions_met(self.facts, self.now)
        return core.lines_as_if_home(met, self.terms, self.now, self.month, days=self.days_left)

    @cached_property
    def _today(self) -> Mapping[str, dict[str, Any]]:
        return {line["episode_id"]: line for line in self._lines.filter(after=0).iter_rows(named=True)}

    @cached_property
    def _foreseen(self) -> Mapping[str, int | None]:
        waiting = self.facts.with_columns(liable_municipality())
        return dict(core.days_expected(waiting, self.earlier, self.now.date()).iter_rows())

    @cached_property
    def _expected(self) -> Mapping[str, int]:
        """In how many days each is expected home, not beyond the month."""
        left = self.days_left
        return {name: left if days is None else min(days, left) for name, days in self._foreseen.items()}

    @cached_property
    def _limit_after(self) -> Mapping[str, int]:
        return {} if self._limit is None else core.limit_passed_after(self._lines, self._limit)

    @cached_property
    def _costs(self) -> Mapping[str, Decimal]:
        # In each outcome there is the month of those who have left, whether or not anybody waits.
        of_left = [Stay(outcome, "", 0) for outcome in Outcome]
        low = [Stay(Outcome.LOW, name, 0) for name in self._names]
        expected = [Stay(Outcome.EXPECTED, name, after) for name, after in self._expected.items()]
        high = [Stay(Outcome.HIGH, name, self.days_left) for name in self._names]
        now, met = [*of_left[:2], *low, *expected], [of_left[2], *high]
        return self._supposed(self._lines, now) | self._supposed(self._lines_if_met, met)

    @cached_property
    def _if_one_stays(self) -> Mapping[str, Decimal]:
        days = {0, 1, 2, *(each - 1 for each in self._limit_after.values()), *self._limit_after.values()}
        return self._supposed(self._lines, core.one_stays(self._names, sorted(days)))

    @cached_property
    def _deciding(self) -> list[str]:
        """Who decide the month, by what each alone takes away from the high outcome by going home today."""
        high = self._cost(Outcome.HIGH)
        alone = self._supposed(self._lines_if_met, self._without({name: {name} for name in self._names}))
        effects = {name: high - alone[name] for name in self._names}
        effects = dict(
            sorted(effects.items(), key=lambda each: (-each[1], -self._today[each[0]]["days"], each[0]))
        )
        order = list(effects)
        firsts = {str(number): set(order[:number]) for number in range(1, len(order) + 1)}
        amounts = self._supposed(self._lines_if_met, self._without(firsts))
        return core.deciding(effects, self._cost(Outcome.LOW), [amounts[number] for number in firsts], high)

    def _without(self, supposed: Mapping[str, set[str]]) -> Iterator[Stay]:
        """Cases in which some go home today and the others stay."""
        for case, home in supposed.items():
            for name in self._names:
                yield Stay(case, name, 0 if name in home else self.days_left)

    def _supposed(self, lines: pl.DataFrame, stays: Iterable[Stay]) -> dict[str, Decimal]:
        price = self.daily_amount or ONE_KRONA
        return core.supposed_amounts(self.left, lines, stays, self.terms, price, self.month)
