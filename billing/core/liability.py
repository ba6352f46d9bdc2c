"""What each municipality owes for each month: the pipeline from the facts to the figures."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal

import polars as pl

from billing.core.average import as_decimal, average, decimals, excess, excess_scale, half_up, window_is_met
from billing.core.months import sums_by_amount_year
from billing.core.terms import MOST_DECIMALS, Terms, WindowCovers

ORE = 100


class DailyAmountMissing(Exception):
    """A year has days to pay for and no daily amount."""

    def __init__(self, years: list[int]) -> None:
        self.years = years
        super().__init__(f"no daily amount for {', '.join(str(year) for year in years)}")


def every_year(amount: Decimal) -> Mapping[int, Decimal]:
    """One daily amount whatever the year."""
    return dict.fromkeys(range(MINYEAR, MAXYEAR + 1), amount)


def month_lines(
    episodes: pl.LazyFrame,
    terms: Terms,
    daily_amounts: Mapping[int, Decimal],
    *,
    month: int | None = None,
) -> pl.DataFrame:
    """One row a municipality and month, sorted by both.

    Columns: `episodes` and `days`, the averaged ones; `average`; `individual_episodes` and their payable
    `individual_days`; `excluded`; `is_over`, the average is over the threshold; `window_is_met`; `excess_days`;
    `averaged_amount` and `individual_amount` before the discount, `amount` after it, in kronor and öre.
    With `month` only that month's rows are given and priced, though the window looks further back.
    Raises `DailyAmountMissing` for a year without an amount, where there is something to multiply.
    """
    years = sums_by_amount_year(episodes, terms).collect().lazy()
    sums = years.group_by("municipality", "month").agg(pl.exclude("amount_year").sum())
    months = window_is_met(sums.with_columns(excess(terms)), terms.window)
    if month is not None:
        months = months.filter(pl.col("month") == month)
    months = months.with_columns(billed_excess(), bills_individual(terms)).collect().lazy()
    priced = months.join(prices(years, months, daily_amounts), on=["municipality", "month"], how="left")
    return figures(priced, terms).sort("municipality", "month").collect()


def billed_excess() -> pl.Expr:
    """The excess that is owed: Dalarna 11 owes one only when enough of the latest months are over."""
    return pl.when("window_is_met").then("excess").otherwise(0).alias("billed_excess")


def bills_individual(terms: Terms) -> pl.Expr:
    """True where the individual days are owed, under either reading of what the window covers."""
    match terms.window_covers:
        case WindowCovers.AVERAGE:
            return pl.lit(True).alias("bills_individual")
        case WindowCovers.AVERAGE_AND_INDIVIDUAL:
            return pl.col("window_is_met").alias("bills_individual")


def prices(years: pl.LazyFrame, months: pl.LazyFrame, daily_amounts: Mapping[int, Decimal]) -> pl.LazyFrame:
    """`days_price` and `individual_price` of each month in öre: its days at the daily amount of their years.

    LUS 5:6: "det belopp som motsvarar genomsnittskostnaden i riket för ett vårddygn i den slutna vården".
    Where a month's averaged days belong to several years, its excess is spread over them in proportion.
    """
    pairs = ["municipality", "month"]
    paying = years.join(months.select(*pairs, "billed_excess", "bills_individual"), on=pairs)
    days = pl.when(pl.col("billed_excess") > 0).then("days").otherwise(0)
    individual_days = pl.when("bills_individual").then("individual_days").otherwise(0)
    paying = paying.select(*pairs, "amount_year", days=days, individual_days=individual_days)
    paying = paying.filter((pl.col("days") > 0) | (pl.col("individual_days") > 0))

    needed = paying.select(pl.col("amount_year").unique().sort()).collect().to_series().to_list()
    if missing := [year for year in needed if year not in daily_amounts]:
        raise DailyAmountMissing(missing)
    amounts = pl.LazyFrame(
        {"amount_year": needed, "ore": [int(daily_amounts[year] * ORE) for year in needed]},
        schema={"amount_year": pl.Int32, "ore": pl.Int128},
    )
    return (
        paying.join(amounts, on="amount_year")
        .group_by(pairs)
        .agg(
            days_price=(pl.col("days") * pl.col("ore")).sum(),
            individual_price=(pl.col("individual_days") * pl.col("ore")).sum(),
        )
    )


def figures(priced: pl.LazyFrame, terms: Terms) -> pl.LazyFrame:
    """The figures shown, each rounded half up to whole öre once, from exact numbers.

    Halland 2026: "en 35 % rabatt av totalbeloppet, vilken läggs på slutlig fakturering".
    """
    scale = excess_scale(terms)
    days = pl.col("days").clip(lower_bound=1).cast(pl.Int128) * 10**scale
    averaged = pl.col("billed_excess").cast(pl.Int128) * pl.col("days_price").fill_null(0)
    individual = pl.col("individual_price").fill_null(0)
    percent = 10 ** decimals(terms.discount_percent)
    kept = int((100 - terms.discount_percent) * percent)
    total = (averaged + individual * days) * kept
    return priced.select(
        "municipality",
        "month",
        "episodes",
        "days",
        average(),
        "individual_episodes",
        "individual_days",
        "excluded",
        "window_is_met",
        is_over=pl.col("excess") > 0,
        excess_days=as_decimal(pl.col("excess") * 10 ** (MOST_DECIMALS - scale), MOST_DECIMALS),
        averaged_amount=as_decimal(half_up(averaged, days), 2),
        individual_amount=as_decimal(individual, 2),
        amount=as_decimal(half_up(total, days * 100 * percent), 2),
    )
