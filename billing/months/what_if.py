"""The months of many years by other terms than they were, from facts that are read once; nothing is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache

import polars as pl

from agreements.agreement import Agreement
from agreements.dated import DatePeriod
from agreements.files import load_agreements
from billing.core.conditions import liable_municipality
from billing.core.corrected_facts import corrected_facts
from billing.core.episodes import episode_lines
from billing.core.facts import REGION_AVAILABLE
from billing.core.terms import Terms
from billing.core.what_if import Changes, Parameter
from billing.errors import NothingBetweenOneBody, NoThresholdToChange, NoWindowToChange
from billing.months.facts import MUNICIPALITY, facts_without_numbers, stored_facts
from billing.months.known_corrections import known_corrections
from billing.months.pricing import priced_months
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.daily_amounts import DailyAmounts, daily_amounts
from billing.texts.endings import known_endings
from billing.texts.governing import GovernedPeriod, governed_periods, with_agreement
from billing.texts.terms import terms_of

KEPT = 2
"""How many questions' facts a process keeps. What was known by a moment is the same whenever it is asked for."""
SUMMED = ("municipality", "month", "amount_year", "status", "days", "payable_days")
KEYS = ("region", "municipality", "month")
PRICED: dict[str, pl.DataType | type[pl.DataType]] = {
    "region": pl.String,
    "municipality": MUNICIPALITY,
    "month": pl.Int32,
    "amount": pl.Decimal(38, 2),
    "missing_years": pl.List(pl.Int32),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose months, as known then, with what changed; `otherwise_kronor` stands in for the years without an amount."""

    months: MonthSpan
    known_by: datetime
    changes: Changes
    region: str | None = None
    municipality: str | None = None
    otherwise_kronor: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMonth:
    """A municipality's month as it is and as it would be; amounts are none where a year's daily amount is missing.

    `by` has what each changed parameter makes of the difference, beyond those before it.
    """

    region: str
    municipality: str
    month: int
    amount: Decimal | None
    otherwise: Decimal | None
    by: Mapping[Parameter, Decimal | None]

    @property
    def difference(self) -> Decimal | None:
        return None if self.amount is None or self.otherwise is None else self.otherwise - self.amount


@dataclass(frozen=True)
class WhatIf:
    """The answer, computed when it is first needed."""

    asked: Asked

    @cached_property
    def months(self) -> list[ComparedMonth]:
        """Every month with a care episode, by region, municipality and month."""
        return [_compared(row, self.parameters) for row in self.amounts.iter_rows(named=True)]

    @cached_property
    def parameters(self) -> list[Parameter]:
        return list(self.asked.changes.parameters)

    @property
    def missing_years(self) -> list[int]:
        """The years whose daily amount is needed and unknown."""
        months = pl.concat(self._states).select(pl.col("missing_years").explode().drop_nulls())
        return sorted(set(months.to_series()))

    def require_possible(self) -> None:
        """Raises `WhatIfImpossible` where what is asked for cannot make a difference, or is about nobody."""
        one = self.asked.region is not None and self.asked.municipality is not None
        if one and all(each.is_one_body for each in self.periods):
            raise NothingBetweenOneBody
        slugs = (
            {text.slug for text in self.texts}
            if self.asked.changes.text is None
            else {self.asked.changes.text}
        )
        if not slugs or any(self._terms[slug].threshold_days is not None for slug in slugs):
            return
        if self.asked.changes.threshold_days is not None:
            raise NoThresholdToChange
        if self.asked.changes.window is not None:
            raise NoWindowToChange

    @property
    def texts(self) -> list[Agreement]:
        """Those in force in the months, between the two or between any."""
        return list(
            {each.governing.agreement.slug: each.governing.agreement for each in self.periods}.values()
        )

    @cached_property
    def periods(self) -> tuple[GovernedPeriod, ...]:
        return tuple(self._periods)

    @cached_property
    def _states(self) -> list[pl.DataFrame]:
        """The months as they are, and with one more parameter changed each time."""
        return [self._priced(self.asked.changes.upto(each)) for each in (None, *self.parameters)]

    @property
    def amounts(self) -> pl.DataFrame:
        """A row for each of the months; `amount_0` as it is, and a column for each parameter with those before it."""
        first, *others = [_sums(months, f"amount_{place}") for place, months in enumerate(self._states)]
        for other in others:
            first = first.join(other, on=KEYS, how="full", coalesce=True)
        return first.sort(KEYS)

    def _priced(self, changes: Changes) -> pl.DataFrame:
        months = []
        asked = self.asked.months
        for (region, slug), parts in self._parts(changes.text).items():
            terms = changes.applied_to(self._terms[slug])
            lines = pl.concat(_lines(facts, terms) for facts in parts)
            priced = priced_months(lines, terms, self._kronor(region)).with_columns(region=pl.lit(region))
            months.append(priced.filter(pl.col("month").is_between(asked.first, asked.last)))
        empty = pl.DataFrame(schema=PRICED)
        return pl.concat([empty, *(each.select(empty.columns) for each in months)], how="vertical_relaxed")

    def _parts(self, text: str | None) -> dict[tuple[str, str], list[pl.DataFrame]]:
        """The facts apart for each region and text: that of each day, or the one given."""
        found: dict[tuple[str, str], list[pl.DataFrame]] = {}
        for facts in self._governed:
            if text is not None and self.asked.region is not None:
                found.setdefault((self.asked.region, text), []).append(facts)
                continue
            keys = ["region", "agreement"] if text is None else ["region"]
            for (region, *slug), part in facts.partition_by(keys, as_dict=True).items():
                found.setdefault((str(region), text or str(slug[0])), []).append(part)
        return found

    @cached_property
    def _terms(self) -> Mapping[str, Terms]:
        return {slug: terms_of(text) for slug, text in load_agreements().items()}

    @cached_property
    def _governed(self) -> list[pl.DataFrame]:
        return [with_agreement(facts, self.periods) for facts in self._facts]

    @property
    def _facts(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        return _facts_known(self.asked.region, self.asked.municipality, self._dates, self.asked.known_by)

    @cached_property
    def _dates(self) -> DatePeriod:
        """As far back as any text's window looks, or the one that is tried."""
        asked = Question(months=self.asked.months)
        if self.asked.changes.window is not None:
            back = self.asked.changes.window.of_months - 1
            asked = Question(months=self.asked.months.reaching_back(back))
        dates = asked.dates_read(load_agreements().values())
        return DatePeriod(dates.first, self.asked.months.dates.last)

    @property
    def _periods(self) -> Iterator[GovernedPeriod]:
        liable = liable_municipality()
        pairs = {pair for each in self._facts for pair in each.select("region", liable).unique().iter_rows()}
        if self.asked.region and self.asked.municipality:
            pairs.add((self.asked.region, self.asked.municipality))
        endings = known_endings(self.asked.known_by)
        for region, municipality in sorted(pairs):
            yield from governed_periods(region, municipality, self._dates, endings)

    @cached_property
    def _daily_amounts(self) -> DailyAmounts:
        return daily_amounts(self.asked.known_by)

    def _kronor(self, region: str) -> Mapping[int, Decimal]:
        """The region's amounts, with one that stands in for the years of the months that have none."""
        known, stands_in = self._daily_amounts.kronor(region), self.asked.otherwise_kronor
        years = range(self.asked.months.first // 12 - 1, self.asked.months.last // 12 + 1)
        return known if stands_in is None else {**dict.fromkeys(years, stands_in), **known}


@lru_cache(maxsize=KEPT)
def _facts_known(
    region: str | None, municipality: str | None, dates: DatePeriod, known_by: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The facts as they are by the corrections: the many of which the sixteen facts are all, and the few others.

    Those that a correction is about are read by their numbers, whosever they are. They stand apart, with those whose
    services came back in between, as what only they have would have to be looked for in every row.
    """
    corrections = [
        each.fact for each in known_corrections(region=region, municipality=municipality, at=known_by)
    ]
    numbers = {each.episode_id for each in corrections}
    facts = facts_without_numbers(
        discharged=dates, region=region, municipality=municipality, known_by=known_by, without=numbers
    )
    as_text = pl.col("region", "episode_id", "municipality", "placing_municipality").cast(pl.String)
    few = [facts.clear().with_columns(as_text)]
    if REGION_AVAILABLE in facts.columns:
        few.append(facts.filter(pl.col(REGION_AVAILABLE).is_not_null()).with_columns(as_text))
        facts = facts.filter(pl.col(REGION_AVAILABLE).is_null()).drop(REGION_AVAILABLE)
    if numbers:
        theirs = stored_facts(discharged=None, region=region, known_by=known_by, episodes=numbers)
        few.append(
            corrected_facts(theirs, corrections)
            .filter(_is_asked_for(municipality, dates))
            .drop("registered_late")
        )
    return facts, pl.concat(few, how="diagonal")


def _is_asked_for(municipality: str | None, dates: DatePeriod) -> pl.Expr:
    """A correction may have moved an episode to another municipality or month."""
    is_then = pl.col("discharged_at").cast(pl.Date).is_between(dates.first, dates.last)
    return is_then if municipality is None else is_then & (liable_municipality() == municipality)


def forget_facts() -> None:
    """For who changes what was known by a moment after it: tests."""
    _facts_known.cache_clear()


def _lines(facts: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """What the months are summed from."""
    municipality = pl.col("municipality").cast(MUNICIPALITY)
    return episode_lines(facts.lazy(), terms).select(SUMMED).with_columns(municipality).collect()


def _sums(months: pl.DataFrame, name: str) -> pl.DataFrame:
    """What each municipality's month costs by all its texts; null where one of them lacks an amount."""
    amount = pl.col("amount")
    whole = pl.when(amount.is_null().any()).then(None).otherwise(amount.sum())
    return months.group_by(KEYS).agg(whole.alias(name), pl.lit(True).alias(f"{name}_is_there"))


def _compared(row: dict[str, object], parameters: list[Parameter]) -> ComparedMonth:
    amounts = [_amount(row, place) for place in range(len(parameters) + 1)]
    steps = zip(parameters, amounts, amounts[1:], strict=False)
    return ComparedMonth(
        region=str(row["region"]),
        municipality=str(row["municipality"]),
        month=int(str(row["month"])),
        amount=amounts[0],
        otherwise=amounts[-1],
        by={
            parameter: None if before is None or after is None else after - before
            for parameter, before, after in steps
        },
    )


def _amount(row: dict[str, object], place: int) -> Decimal | None:
    """A month that a state does not have costs nothing in it."""
    amount = row[f"amount_{place}"]
    if isinstance(amount, Decimal):
        return amount
    return None if row[f"amount_{place}_is_there"] else Decimal(0)
