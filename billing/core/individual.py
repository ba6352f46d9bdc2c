"""Which episodes leave the average, how many days they count then, and how many of those are free."""

from datetime import date

import polars as pl

from billing.core.counting import date_after_cut_off, days_from, long_stay_days
from billing.core.terms import PsychiatricTransition, Terms

TRANSITION_YEAR = (date(2018, 1, 1), date(2018, 12, 31))
TRANSITION_FREE_DAYS = 30


def is_individual(terms: Terms) -> pl.Expr:
    """True where an episode that can make the municipality liable does so by itself.

    Västra Götaland 7: "För personer som ligger kvar inom slutenvården längre än 7 kalenderdagar efter bedömning om
    utskrivningsklar övergår genomsnittsberäkningen till individuell beräkning från dag 8. ... Dessa personer ska
    inte räknas med i månadens genomsnitt." Dalarna 11 says the same from its notice on.
    The statute has no average: with it every episode is individual.
    """
    if terms.threshold_days is None:
        return pl.lit(True)
    if terms.long_stay is None or terms.long_stay.over_days is None:
        return pl.lit(False)
    return long_stay_days(terms) > terms.long_stay.over_days


def individual_days(terms: Terms) -> pl.Expr:
    """The days of an episode that pays by itself."""
    match terms.psychiatric_transition:
        case PsychiatricTransition.NONE | PsychiatricTransition.THIRTY_DAYS_WITH_CUT_OFF:
            return long_stay_days(terms)
        case PsychiatricTransition.THIRTY_DAYS:
            at_any_time = days_from(date_after_cut_off(pl.col("discharge_ready_at"), None), terms)
            return pl.when(in_transition()).then(at_any_time).otherwise(long_stay_days(terms))


def free_days(terms: Terms) -> pl.Expr:
    """The days that an individual episode does not pay for.

    Västra Götaland 7: "Kommunen betalar då för de dagar som överskrider 3 kalenderdagar". LUS 5:4: "ska kommunens
    betalningsansvar inträda tre dagar efter det att en underrättelse ... har skickats".
    """
    free = pl.lit(0 if terms.long_stay is None else terms.long_stay.free_days, dtype=pl.Int32)
    match terms.psychiatric_transition:
        case PsychiatricTransition.NONE:
            return free
        case PsychiatricTransition.THIRTY_DAYS | PsychiatricTransition.THIRTY_DAYS_WITH_CUT_OFF:
            return pl.when(in_transition()).then(pl.lit(TRANSITION_FREE_DAYS, dtype=pl.Int32)).otherwise(free)


def in_transition() -> pl.Expr:
    """True for psychiatric and forensic care whose discharge-ready notice was sent during 2018.

    Prop. 2017/18:12: "Under 2018 inträder kommunens betalningsansvar för patienter i sluten psykiatrisk vård
    30 dagar efter det att underrättelsen om att patienten är utskrivningsklar har skickats".
    """
    psychiatric = pl.col("care_type").is_in(["psychiatric", "forensic"])
    return psychiatric & pl.col("discharge_ready_at").cast(pl.Date).is_between(*TRANSITION_YEAR)
