"""What municipalities owe by the stored facts: the one answer that the page, the API and the command give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import polars as pl

from agreements.agreement import Agreement
from agreements.dated import DatePeriod
from agreements.files import load_agreements
from billing.core.episodes import episode_lines
from billing.core.liability import DailyAmountMissing, bills_individual, month_lines
from billing.core.reasons import Status
from billing.core.terms import EpisodeDate, Terms
from billing.facts import stored_facts
from billing.governing import GovernedPeriod, governed_periods, with_agreement
from billing.spans import MonthSpan, last_day
from billing.terms import terms_of

AMOUNTS = ("averaged_amount", "individual_amount", "amount")
EXCESS_SHOWN = pl.Decimal(38, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose months, and as known when: of a region, a municipality or the two together; now unless said."""

    months: MonthSpan
    region: str | None = None
    municipality: str | None = None
    known_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Liability:
    """The answer. Every frame has `region` and `agreement` beside the columns of the core.

    `facts` and `episodes` stand in the order in which the episodes were first recorded, row beside row.
    `months` has `missing_years`: whose daily amount is needed and unknown; its amounts are null then, else the list is.
    `periods` tells which text governs whom, and why; it is empty where a text was applied whatever is in force.
    """

    facts: pl.DataFrame
    episodes: pl.DataFrame
    months: pl.DataFrame
    periods: tuple[GovernedPeriod, ...]

    def require_amounts(self) -> None:
        """Raises `DailyAmountMissing` where a month's amounts are not known."""
        if years := self.months.get_column("missing_years").explode().drop_nulls().unique().sort().to_list():
            raise DailyAmountMissing(years)


def liability(
    asked: Question, daily_amounts: Mapping[int, Decimal], *, agreement: Agreement | None = None
) -> Liability:
    """The liability of the asked months, each episode governed by the text in force, or all by the one given.

    Months under another text are not seen by a text's window.
    """
    dates = _dates_read(asked.months, load_agreements().values() if agreement is None else [agreement])
    facts = stored_facts(
        discharged=dates, region=asked.region, municipality=asked.municipality, known_by=asked.known_by
    )
    periods: tuple[GovernedPeriod, ...] = ()
    if agreement is None:
        periods = tuple(_periods(asked, facts, dates))
        facts = with_agreement(facts, periods)
    else:
        facts = facts.with_columns(agreement=pl.lit(agreement.slug))
    return _computed(asked, facts, daily_amounts, periods)


def _dates_read(months: MonthSpan, texts: Iterable[Agreement]) -> DatePeriod:
    """The dates of discharge that the asked months need: as far back as a window looks.

    Where a text puts an episode in the month of its notice, the patient may have left long after it, or just before.
    """
    terms = [terms_of(text) for text in texts]
    back = max(each.window.of_months for each in terms) - 1
    if any(each.episode_month is EpisodeDate.READY for each in terms):
        return DatePeriod(months.reaching_back(back + 1).dates.first, None)
    return months.reaching_back(back).dates


def _periods(asked: Question, facts: pl.DataFrame, dates: DatePeriod) -> Iterator[GovernedPeriod]:
    """The texts between all who have episodes, and between the two asked for even if they have none."""
    liable = pl.coalesce("placing_municipality", "municipality").alias("municipality")
    pairs = set(facts.select("region", liable).unique().iter_rows())
    if asked.region and asked.municipality:
        pairs.add((asked.region, asked.municipality))
    if dates.last is None:
        latest = facts.select(pl.col("discharged_at").max().cast(pl.Date)).item()
        dates = DatePeriod(dates.first, max(latest or dates.first, last_day(asked.months.last)))
    for region, municipality in sorted(pairs):
        yield from governed_periods(region, municipality, dates)


def _computed(
    asked: Question,
    facts: pl.DataFrame,
    daily_amounts: Mapping[int, Decimal],
    periods: tuple[GovernedPeriod, ...],
) -> Liability:
    facts = facts.with_row_index("row")
    in_months = pl.col("month").is_between(asked.months.first, asked.months.last)
    episodes, months = [], []
    for (region, slug), part in _parts(facts):
        terms = terms_of(load_agreements()[slug])
        lines = episode_lines(part.lazy(), terms).collect()
        names = {"region": pl.lit(region), "agreement": pl.lit(slug)}
        months.append(_priced(lines, terms, daily_amounts).with_columns(**names))
        episodes.append(lines.with_columns(part.get_column("row"), **names))
    lines = pl.concat(episodes).sort("row").filter(in_months)
    return Liability(
        facts=lines.select("row").join(facts, on="row", how="left", maintain_order="left").drop("row"),
        episodes=lines.drop("row"),
        months=pl.concat(months).filter(in_months).sort("municipality", "month", "region", "agreement"),
        periods=periods,
    )


def _parts(facts: pl.DataFrame) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
    """The facts apart for each region and text; without any, the statute's empty part gives the columns."""
    parts = facts.partition_by("region", "agreement", as_dict=True, maintain_order=True)
    if not parts:
        statute = next(text for text in load_agreements().values() if text.kind == "statute")
        yield ("", statute.slug), facts
    for (region, slug), part in parts.items():
        yield (str(region), str(slug)), part


def _priced(lines: pl.DataFrame, terms: Terms, daily_amounts: Mapping[int, Decimal]) -> pl.DataFrame:
    """The months with their amounts, or with the years for which there is none."""
    excess_days = pl.col("excess_days").cast(EXCESS_SHOWN)
    try:
        months = month_lines(lines.lazy(), terms, daily_amounts)
        return months.with_columns(excess_days, missing_years=pl.lit(None, dtype=pl.List(pl.Int32)))
    except DailyAmountMissing as missing:
        unpriced = dict(daily_amounts) | dict.fromkeys(missing.years, Decimal(0))
        months = month_lines(lines.lazy(), terms, unpriced).with_columns(excess_days)
        wanting = _wanting(lines, months, terms, missing.years)
        months = months.join(wanting, on=["municipality", "month"], how="left", maintain_order="left")
        known = pl.when(pl.col("missing_years").is_null())
        return months.with_columns(known.then(pl.col(name)).alias(name) for name in AMOUNTS)


def _wanting(lines: pl.DataFrame, months: pl.DataFrame, terms: Terms, years: list[int]) -> pl.DataFrame:
    """The municipalities' months in which the amount of a missing year has days to be multiplied with."""
    owing = months.select(
        "municipality",
        "month",
        bills_individual(terms),
        bills_average=pl.col("is_over") & pl.col("window_is_met"),
    )
    averaged = (pl.col("status") == Status.AVERAGED) & (pl.col("days") > 0) & pl.col("bills_average")
    individual = (pl.col("payable_days") > 0) & pl.col("bills_individual")
    return (
        lines.filter(pl.col("amount_year").is_in(years))
        .join(owing, on=["municipality", "month"])
        .filter(averaged | individual)
        .group_by("municipality", "month")
        .agg(missing_years=pl.col("amount_year").unique().sort())
    )
