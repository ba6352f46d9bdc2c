"""How many dates of a stay count, from the discharge-ready notice until the patient has left."""

from collections.abc import Collection
from datetime import timedelta
from functools import reduce

import polars as pl

from billing.core.facts import REGION_AVAILABLE, UNCOUNTED_DATES
from billing.core.terms import (
    Counting,
    CutOff,
    CutOffAppliesTo,
    RegionUnavailableDates,
    Terms,
)

MIDNIGHT = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
MICROSECONDS_A_DAY = MIDNIGHT // INSTANT
AVAILABLE_DAYS = "available_days"
UNCOUNTED_DAYS = "uncounted_days"


def calendar(terms: Terms, columns: Collection[str] = ()) -> dict[str, pl.Expr]:
    """The dates between which days are counted, from the facts, as numbers that grow by one a day.

    They are columns of their own because each is used several times, and Polars would compute it each time. Of the
    facts' `columns` two are seldom there: those with several intervals give `AVAILABLE_DAYS`, corrected ones
    `UNCOUNTED_DAYS`.
    """
    reading = terms.region_unavailable_dates
    first_unavailable, last_unavailable = region_unavailable(reading)
    seldom = {AVAILABLE_DAYS: available_days(reading)} if REGION_AVAILABLE in columns else {}
    if UNCOUNTED_DATES in columns:
        seldom[UNCOUNTED_DAYS] = pl.col(UNCOUNTED_DATES).cast(pl.List(pl.Int32))
    return seldom | {
        "start_day": start_day(terms),
        "discharge_day": day_number(pl.col("discharged_at")),
        "first_unavailable_day": first_unavailable,
        "last_unavailable_day": last_unavailable,
    }


def start_day(terms: Terms) -> pl.Expr:
    """The date on which counting starts, moved to the next one by a start late in the day.

    Dalarna 11: "Om kommunen underrättas före kl. 14:00 räknas samma dag ... Om kommunen underrättas efter kl. 14:00
    så räknas nästa dag". "För att påbörja beräkning av dagar krävs att: slutna vården har underrättat kommunen ...
    om att patienten har skrivits in ... ska den fasta vårdkontakten ... ha kallat till samordnad individuell plan,
    om en sådan ska genomföras". LUS 5:4: "Om en sådan underrättelse skickas efter klockan 12.00 ... fyra dagar".
    """
    if not terms.conditions_delay_start:
        return notice_day(terms.cut_off)
    called = pl.when("sip_required").then("sip_called_at")
    conditions = (pl.col("admission_notice_at"), called)
    match terms.cut_off_applies_to:
        case CutOffAppliesTo.START:
            start = reduce(later, conditions, pl.col("discharge_ready_at"))
            return day_after_cut_off(start, terms.cut_off)
        case CutOffAppliesTo.NOTICE:
            return reduce(later, map(day_number, conditions), notice_day(terms.cut_off))


def notice_day(cut_off: CutOff | None) -> pl.Expr:
    """The date of the discharge-ready notice, or the next one where it was sent late in the day."""
    return day_after_cut_off(pl.col("discharge_ready_at"), cut_off)


def day_after_cut_off(start: pl.Expr, cut_off: CutOff | None) -> pl.Expr:
    """The date of a time, or the next one where the time is late.

    Moving the time forward by what is left of the day after the cut-off lets the late ones fall past midnight.
    """
    if cut_off is None:
        return day_number(start)
    at = cut_off.time
    passed = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
    left = MIDNIGHT - passed
    return day_number(start + (left if cut_off.sharp_is_late else left - INSTANT))


def region_unavailable(reading: RegionUnavailableDates) -> tuple[pl.Expr, pl.Expr]:
    """The first and the last date without region services; an interval without end lasts until discharge."""
    begins = pl.col("region_unavailable_from")
    ends = pl.coalesce("region_unavailable_to", "discharged_at")
    match reading:
        case RegionUnavailableDates.BOTH_ENDS:
            return day_number(begins), day_number(ends)
        case RegionUnavailableDates.WHOLE_DAYS_ONLY:
            return day_number(begins + (MIDNIGHT - INSTANT)), day_number(ends) - 1


def available_days(reading: RegionUnavailableDates) -> pl.Expr:
    """The dates between two intervals that belong to neither, each once, as a list; null for one interval."""
    back, gone = (pl.element().gather_every(2, offset) for offset in (0, 1))
    match reading:
        case RegionUnavailableDates.BOTH_ENDS:
            first, end = day_number(back) + 1, day_number(gone)
        case RegionUnavailableDates.WHOLE_DAYS_ONLY:
            first, end = day_number(back), day_number(gone + (MIDNIGHT - INSTANT))
    dates = pl.int_ranges(first, end, dtype=pl.Int32).explode().drop_nulls().unique()
    return pl.col(REGION_AVAILABLE).list.eval(dates)


def days_from(start_day: pl.Expr, terms: Terms, columns: Collection[str] = ()) -> pl.Expr:
    """The dates of the calendar that count after a start, less those on which region services were missing, and less
    those that a correction leaves out besides.

    Halland 2027: "Utskrivningsdag= ”dag noll”, dag efter utskrivningsklar= ”dag ett”" and "vårdtillfällen med
    minusdagar räknas som 0 dagar". LUS 5:5: "Kommunens betalningsansvar ska inte inträda om patienten inte kan
    skrivas ut ... på grund av att sådana insatser som den regionfinansierade öppna vården är ansvarig för inte är
    tillgängliga".
    """
    match terms.counting:
        case Counting.ELAPSED:
            first = start_day + 1
        case Counting.INCLUSIVE:
            first = start_day
    last, first_unavailable = pl.col("discharge_day"), pl.col("first_unavailable_day")
    begins, ends = later(first_unavailable, first), earlier(pl.col("last_unavailable_day"), last)
    unavailable = ends - begins + 1
    if REGION_AVAILABLE in columns:
        unavailable -= number_between(pl.col(AVAILABLE_DAYS), begins, ends)
    is_unavailable = first_unavailable.is_not_null() & (unavailable > 0)
    counted = never_below_zero(last - first + 1) - pl.when(is_unavailable).then(unavailable).otherwise(0)
    if UNCOUNTED_DATES not in columns:
        return counted
    uncounted = pl.col(UNCOUNTED_DAYS)
    both = uncounted
    if REGION_AVAILABLE in columns:
        # Null where there is one interval only: then every date of it is without services.
        both = pl.coalesce(uncounted.list.set_difference(AVAILABLE_DAYS), uncounted)
    twice = pl.when(is_unavailable).then(number_between(both, begins, ends)).otherwise(0)
    return counted - number_between(uncounted, first, last) + twice


def number_between(days: pl.Expr, first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """How many of a list's days lie between two, both included; 0 where there is no list."""
    from_first = (days - first).list.eval(pl.element() >= 0).list.sum()
    after_last = (days - last).list.eval(pl.element() > 0).list.sum()
    return (from_first.cast(pl.Int32) - after_last.cast(pl.Int32)).fill_null(0)


def day_number(time: pl.Expr) -> pl.Expr:
    """The date of a time as a number, one more for each day."""
    return (time.to_physical() // MICROSECONDS_A_DAY).cast(pl.Int32)


# These three are written with when/then, which takes a quarter of the time of max_horizontal and clip.


def later(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The greater of two, and the first where the other is null."""
    return pl.when(other > one).then(other).otherwise(one)


def earlier(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The lesser of two, and the first where the other is null."""
    return pl.when(other < one).then(other).otherwise(one)


def never_below_zero(days: pl.Expr) -> pl.Expr:
    """Minus days as 0 days; null stays null."""
    return pl.when(days < 0).then(0).otherwise(days)
