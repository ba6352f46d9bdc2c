"""Which episodes leave the average, how many days they count then, and how many of those are free."""

from collections.abc import Collection

import polars as pl

from billing.core.counting import days_from, notice_day, start_day
from billing.core.terms import LongStayCountedFrom, Terms, Transition


def starts_by_itself(terms: Terms) -> bool:
    """Whether the days of a long stay may be counted from another start than those of the average."""
    from_notice = terms.long_stay_counted_from is LongStayCountedFrom.NOTICE and terms.conditions_delay_start
    return from_notice or terms.psychiatric_transition is not None


def individual_start_day(terms: Terms) -> pl.Expr:
    """The date from which the days of a long stay are counted, from the facts."""
    match terms.long_stay_counted_from:
        case LongStayCountedFrom.COUNTING_START:
            start = start_day(terms)
        case LongStayCountedFrom.NOTICE:
            start = notice_day(terms.cut_off)
    if (transition := terms.psychiatric_transition) is None:
        return start
    return pl.when(is_in(transition)).then(notice_day(transition.cut_off)).otherwise(start)


def individual_days(terms: Terms, columns: Collection[str] = ()) -> pl.Expr:
    """The days of an episode that pays by itself, from the calendar."""
    if not starts_by_itself(terms):
        return pl.col("averaged_days")
    return days_from(pl.col("individual_start_day"), terms, columns)


def is_individual(terms: Terms) -> pl.Expr:
    """True where an episode that can make the municipality liable does so by itself, from its `individual_days`.

    Västra Götaland 7: "För personer som ligger kvar inom slutenvården längre än 7 kalenderdagar efter bedömning om
    utskrivningsklar övergår genomsnittsberäkningen till individuell beräkning från dag 8. ... Dessa personer ska
    inte räknas med i månadens genomsnitt." Dalarna 11 says the same from its notice on.
    The statute has no average: with it every episode is individual.
    """
    if terms.threshold_days is None:
        return pl.lit(True)
    if terms.long_stay is None or terms.long_stay.over_days is None:
        return pl.lit(False)
    return pl.col("individual_days") > terms.long_stay.over_days


def free_days(terms: Terms) -> pl.Expr:
    """The days that an individual episode does not pay for.

    Västra Götaland 7: "Kommunen betalar då för de dagar som överskrider 3 kalenderdagar". LUS 5:4: "ska kommunens
    betalningsansvar inträda tre dagar efter det att en underrättelse ... har skickats".
    """
    free = pl.lit(0 if terms.long_stay is None else terms.long_stay.free_days, dtype=pl.Int32)
    if (transition := terms.psychiatric_transition) is None:
        return free
    return pl.when(is_in(transition)).then(pl.lit(transition.free_days, dtype=pl.Int32)).otherwise(free)


def is_in(transition: Transition) -> pl.Expr:
    """True for the care and the year of the notice that the transition is about.

    Prop. 2017/18:12: "Under 2018 inträder kommunens betalningsansvar för patienter i sluten psykiatrisk vård
    30 dagar efter det att underrättelsen om att patienten är utskrivningsklar har skickats".
    """
    in_year = pl.col("discharge_ready_at").dt.year() == transition.notice_year
    return pl.col("care_type").is_in(list(transition.care_types)) & in_year
