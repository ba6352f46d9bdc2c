"""The average of a municipality's month, how far it is over the threshold, and whether enough months are."""

from decimal import Decimal

import polars as pl

from billing.core.terms import Terms, Window


def half_up(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """A quotient of whole numbers, never negative, rounded half up to a whole number."""
    return (numerator * 2 + denominator) // (2 * denominator)


def average() -> pl.Expr:
    """Days per averaged episode as it is shown, with two decimals; null where no episode is averaged.

    Halland 2027, note 1: "Summa vårdtid som utskrivningsklara patienter varit utskrivningsklar en dag eller fler/
    antal vårdtillfällen där patienter varit utskrivningsklara 0 dagar (där minusdagar räkas som 0 dagar) eller fler".
    """
    hundredths = half_up(pl.col("days") * 100, pl.col("episodes"))
    return pl.when(pl.col("episodes") > 0).then(as_decimal(hundredths, 2)).alias("average")


def excess_scale(terms: Terms) -> int:
    """How many decimals of a day the excess is exact in."""
    return max(decimals(terms.threshold_days or Decimal(0)), terms.average_decimals or 0)


def excess(terms: Terms) -> pl.Expr:
    """(average - threshold) x averaged episodes in units of `excess_scale`; 0 where the average is not over.

    Halland 2027: "((A-B) x C) x D = Betalningsansvar". Västra Götaland 7:
    "Mellanskillnaden * Antal utskrivna personer".
    An average that is not rounded is never divided: sum of days - threshold x number of episodes.
    """
    if terms.threshold_days is None:
        return pl.lit(0, dtype=pl.Int64).alias("excess")
    scale = excess_scale(terms)
    threshold = int(terms.threshold_days.scaleb(scale))
    if terms.average_decimals is None:
        days = pl.col("days") * 10**scale
    else:
        rounded = half_up(pl.col("days") * 10**terms.average_decimals, pl.col("episodes"))
        days = rounded * 10 ** (scale - terms.average_decimals) * pl.col("episodes")
    over = (days - threshold * pl.col("episodes")).clip(lower_bound=0)
    return pl.when(pl.col("episodes") > 0).then(over).otherwise(0).alias("excess")


def window_is_met(months: pl.LazyFrame, window: Window) -> pl.LazyFrame:
    """The months with `window_is_met`: enough of the latest ones, each itself included, are over.

    Dalarna 11: "när minst två av de tre senaste månaderna ("rullande" tre månader) har ett genomsnittligt antal
    kalenderdagar som överstiger den fastställda gränsen". A month without averaged episodes is not over.
    """
    over = months.filter(pl.col("excess") > 0).select("municipality", "month")
    seen_later = pl.concat([over.with_columns(pl.col("month") + later) for later in range(window.of_months)])
    counted = seen_later.group_by("municipality", "month").len("months_over")
    enough = pl.col("months_over").fill_null(0) >= window.over_months
    return months.join(counted, on=["municipality", "month"], how="left").with_columns(window_is_met=enough)


def decimals(number: Decimal) -> int:
    """How many decimals a number has."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def as_decimal(whole: pl.Expr, scale: int) -> pl.Expr:
    """A whole number of the smallest units as a decimal number, exactly."""
    return whole.cast(pl.Int128).cast(pl.Decimal(38, scale)) * pl.lit(Decimal(1).scaleb(-scale))
