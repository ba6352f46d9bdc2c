"""Months with their amounts, or with the years whose daily amount is wanting."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from billing.core.liability import DailyAmountMissing, bills_individual, month_lines
from billing.core.reasons import Status
from billing.core.terms import (
    Counting,
    CutOffAppliesTo,
    LateStep,
    LongStayCountedFrom,
    RegionUnavailableDates,
    Terms,
)

AMOUNTS = ("averaged_amount", "individual_amount", "amount")
EXCESS_SHOWN = pl.Decimal(38, 6)
BETWEEN = "/"

KronorOf = Callable[[str], Mapping[int, Decimal]]
"""A region's daily amounts by year."""


def months_of_regions(
    lines: pl.DataFrame,
    terms: Terms,
    kronor_of: KronorOf,
    *,
    month: int | None = None,
    apart: Sequence[str] = ("region",),
) -> pl.DataFrame:
    """The months, or that one, of lines that have `region`; told `apart` by the region, or by more than it.

    Regions with the same daily amounts are priced at once. The core sums by municipality: here what tells the lines
    apart stands before its code.
    """
    alike: dict[tuple[tuple[int, Decimal], ...], list[str]] = {}
    for region in lines.get_column("region").unique().sort():
        alike.setdefault(tuple(sorted(kronor_of(region).items())), []).append(region)
    keys = [*apart, "municipality"]
    named = lines.with_columns(municipality=pl.concat_str(keys, separator=BETWEEN))
    months = [
        priced_months(named.filter(pl.col("region").is_in(regions)), terms, dict(kronor), month=month)
        for kronor, regions in alike.items()
    ]
    split = pl.col("municipality").str.split_exact(BETWEEN, len(apart)).struct.rename_fields(keys)
    return pl.concat(months or [priced_months(named, terms, {}, month=month)]).with_columns(
        split.struct.unnest()
    )


def priced_months(
    lines: pl.DataFrame, terms: Terms, daily_amounts: Mapping[int, Decimal], *, month: int | None = None
) -> pl.DataFrame:
    """The months, or that one, with their amounts, or with the years for which there is none."""
    excess_days = pl.col("excess_days").cast(EXCESS_SHOWN)
    try:
        months = month_lines(lines.lazy(), terms, daily_amounts, month=month)
        return months.with_columns(excess_days, missing_years=pl.lit(None, dtype=pl.List(pl.Int32)))
    except DailyAmountMissing as missing:
        unpriced = dict(daily_amounts) | dict.fromkeys(missing.years, Decimal(0))
        months = month_lines(lines.lazy(), terms, unpriced, month=month).with_columns(excess_days)
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


def priced_by(terms: Terms) -> Terms:
    """The terms without what decides nothing once episodes are judged: lines by the same can be priced at once.

    What is not named here is taken to decide amounts.
    """
    return replace(
        terms,
        counting=Counting.ELAPSED,
        cut_off=None,
        cut_off_applies_to=CutOffAppliesTo.START,
        long_stay_counted_from=LongStayCountedFrom.COUNTING_START,
        late_admission_notice=LateStep.WARNS,
        late_sip_call=LateStep.WARNS,
        region_unavailable_dates=RegionUnavailableDates.BOTH_ENDS,
        psychiatric_transition=None,
    )


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of months; none where one of them is not known."""
    costs = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        costs += amount
    return costs
