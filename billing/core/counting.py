"""How many dates of a stay count, from the discharge-ready notice until the patient has left."""

from datetime import timedelta

import polars as pl

from billing.core.terms import (
    Counting,
    CutOff,
    CutOffAppliesTo,
    LongStayCountedFrom,
    RegionUnavailableDates,
    Terms,
)

MIDNIGHT = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def days(terms: Terms) -> pl.Expr:
    """The number of dates that count in the average, never below 0; null without notice or discharge."""
    return days_from(first_date(terms), terms).alias("days")


def long_stay_days(terms: Terms) -> pl.Expr:
    """The number of dates that decide whether a stay is long, and what it then pays for."""
    match terms.long_stay_counted_from:
        case LongStayCountedFrom.COUNTING_START:
            return days(terms)
        case LongStayCountedFrom.NOTICE:
            return days_from(date_after_cut_off(pl.col("discharge_ready_at"), terms.cut_off), terms)


def first_date(terms: Terms) -> pl.Expr:
    """The date on which counting starts, moved to the next one by a start late in the day.

    Dalarna 11: "Om kommunen underrättas före kl. 14:00 räknas samma dag ... Om kommunen underrättas efter kl. 14:00
    så räknas nästa dag". "För att påbörja beräkning av dagar krävs att: slutna vården har underrättat kommunen ...
    om att patienten har skrivits in ... ska den fasta vårdkontakten ... ha kallat till samordnad individuell plan,
    om en sådan ska genomföras". LUS 5:4: "Om en sådan underrättelse skickas efter klockan 12.00 ... fyra dagar".
    """
    ready = pl.col("discharge_ready_at")
    if not terms.conditions_delay_start:
        return date_after_cut_off(ready, terms.cut_off)
    called = pl.when("sip_required").then("sip_called_at")
    conditions = (pl.col("admission_notice_at"), called)
    match terms.cut_off_applies_to:
        case CutOffAppliesTo.START:
            return date_after_cut_off(pl.max_horizontal(ready, *conditions), terms.cut_off)
        case CutOffAppliesTo.NOTICE:
            dates = (condition.cast(pl.Date) for condition in conditions)
            return pl.max_horizontal(date_after_cut_off(ready, terms.cut_off), *dates)


def date_after_cut_off(start: pl.Expr, cut_off: CutOff | None) -> pl.Expr:
    """The date of a time, or the next one where the time is late.

    Moving the time forward by what is left of the day after the cut-off lets the late ones fall past midnight.
    """
    if cut_off is None:
        return start.cast(pl.Date)
    at = cut_off.time
    left = MIDNIGHT - timedelta(
        hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond
    )
    shift = left if cut_off.sharp_is_late else left - INSTANT
    return (start + shift).cast(pl.Date)


def days_from(date: pl.Expr, terms: Terms) -> pl.Expr:
    """The dates that count after a start, less those on which region services were missing.

    Halland 2027: "Utskrivningsdag = dag noll, dag efter utskrivningsklar = dag ett". Vårdtillfällen med minusdagar
    räknas som 0 dagar. LUS 5:5: "Kommunens betalningsansvar ska inte inträda om patienten inte kan skrivas ut ...
    på grund av att sådana insatser som den regionfinansierade öppna vården är ansvarig för inte är tillgängliga".
    """
    match terms.counting:
        case Counting.ELAPSED:
            first = day_number(date) + 1
        case Counting.INCLUSIVE:
            first = day_number(date)
    last = day_number(pl.col("discharged_at"))
    first_missing, last_missing = region_unavailable(terms.region_unavailable_dates)
    missing = pl.min_horizontal(last, last_missing) - pl.max_horizontal(first, first_missing) + 1
    missing = (
        pl.when(pl.col("region_unavailable_from").is_null()).then(0).otherwise(missing).clip(lower_bound=0)
    )
    return (last - first + 1).clip(lower_bound=0) - missing


def region_unavailable(reading: RegionUnavailableDates) -> tuple[pl.Expr, pl.Expr]:
    """The first and the last date without region services; an interval without end lasts until discharge."""
    begins = pl.col("region_unavailable_from")
    ends = pl.coalesce("region_unavailable_to", "discharged_at")
    match reading:
        case RegionUnavailableDates.BOTH_ENDS:
            return day_number(begins), day_number(ends)
        case RegionUnavailableDates.WHOLE_DAYS_ONLY:
            return day_number(begins + (MIDNIGHT - INSTANT)), day_number(ends) - 1


def day_number(time: pl.Expr) -> pl.Expr:
    """A date as a number, one more for each day."""
    return time.cast(pl.Date).to_physical()
