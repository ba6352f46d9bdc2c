"""Which month an episode belongs to, and what a municipality's months hold before money is put on them."""

import polars as pl

from billing.core.counting import day_number
from billing.core.reasons import Status
from billing.core.terms import EpisodeDate, Terms


def month_day(terms: Terms) -> pl.Expr:
    """The date that decides an episode's month, as a number; null until the patient has left.

    Västra Götaland 7: "Genomsnittet summeras efter varje månad" over "Antal utskrivna personer". An episode without
    a discharge-ready notice stands in the month of its discharge under either reading.
    """
    return day_number(deciding_date(terms.episode_month)).alias("month_day")


def amount_year(terms: Terms) -> pl.Expr:
    """The year whose daily amount an episode pays; null until the patient has left.

    LUS 5:6: "Detta belopp ska räknas om årligen".
    """
    return deciding_date(terms.daily_amount_year).dt.year().alias("amount_year")


def deciding_date(reading: EpisodeDate) -> pl.Expr:
    """The time whose date decides, under either reading."""
    left = pl.col("discharged_at")
    match reading:
        case EpisodeDate.DISCHARGE:
            return left
        case EpisodeDate.READY:
            return pl.when(left.is_not_null()).then(pl.coalesce("discharge_ready_at", left))


def month_number(day: pl.Expr) -> pl.Expr:
    """Months since the year 0 of days as numbers: one more for each month, so that looking back is a subtraction.

    Looked up among all days from the first to the last, which takes a quarter of the time of asking each day.
    """
    first = day.min().fill_null(0)
    dates = pl.int_range(first, day.max().fill_null(0) + 1, dtype=pl.Int32).cast(pl.Date)
    return (dates.dt.year() * 12 + dates.dt.month() - 1).gather(day - first)


def month_name(number: int) -> str:
    """A month number as `YYYY-MM`."""
    year, month_before = divmod(number, 12)
    return f"{year:04}-{month_before + 1:02}"


def month_named(name: str) -> int:
    """The number of a month written `YYYY-MM`."""
    year, month_of_year = name.split("-")
    return int(year) * 12 + int(month_of_year) - 1


def sums_by_amount_year(episodes: pl.LazyFrame, terms: Terms) -> pl.LazyFrame:
    """The sums of a municipality's month, apart for each year whose daily amount its episodes pay.

    A pair of municipality and month has a row as soon as one of its episodes ended, an excluded one too.
    Where one date decides both, the year follows from the month and need not be told apart.
    """
    if terms.episode_month is terms.daily_amount_year:
        sums = sums_by("municipality", "month", episodes=episodes)
        return sums.with_columns(amount_year=pl.col("month") // 12)
    return sums_by("municipality", "month", "amount_year", episodes=episodes)


def sums_by(*keys: str, episodes: pl.LazyFrame) -> pl.LazyFrame:
    """Numbers of episodes and sums of days."""
    averaged, individual, excluded = (pl.col("status") == status for status in Status)
    return (
        episodes.group_by(keys)
        .agg(
            episodes=averaged.sum().cast(pl.Int64),
            days=pl.when(averaged).then("days").otherwise(0).cast(pl.Int64).sum(),
            individual_episodes=individual.sum().cast(pl.Int64),
            individual_days=pl.col("payable_days").cast(pl.Int64).sum(),
            excluded=excluded.sum().cast(pl.Int64),
        )
        .filter(pl.col("month").is_not_null())
    )
