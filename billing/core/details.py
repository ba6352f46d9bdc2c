"""What an explanation shows beside an episode's figures: where its count began and what was left out of it."""

import polars as pl

from billing.core.counting import date_after_cut_off, days, first_date
from billing.core.facts import CIVIL_TIME
from billing.core.individual import free_days, individual_days, is_in, is_individual
from billing.core.terms import LongStayCountedFrom, Terms


def episode_details(facts: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """A row beside each of the facts.

    `counted_from`: day zero or day one, as the terms count; null without a discharge-ready notice.
    `days_left_out`: dates that would have counted, had region services not been missing. `free_days`: what an
    individual episode does not pay for.
    """
    judged = facts.with_columns(is_individual=is_individual(terms))
    never_missing = judged.with_columns(pl.lit(None, dtype=CIVIL_TIME).alias("region_unavailable_from"))
    counted = pl.when("is_individual").then(individual_days(terms)).otherwise(days(terms))
    return judged.select(
        counted_from(terms).alias("counted_from"),
        free_days(terms).alias("free_days"),
        days_left_out=never_missing.select(counted).to_series() - judged.select(counted).to_series(),
    )


def counted_from(terms: Terms) -> pl.Expr:
    """The date on which the count that decides the episode's payment began."""
    ready, individual = pl.col("discharge_ready_at"), pl.col("is_individual")
    date = first_date(terms)
    if terms.long_stay_counted_from is LongStayCountedFrom.NOTICE:
        date = pl.when(individual).then(date_after_cut_off(ready, terms.cut_off)).otherwise(date)
    if (transition := terms.psychiatric_transition) is not None:
        in_transition = individual & is_in(transition)
        date = pl.when(in_transition).then(date_after_cut_off(ready, transition.cut_off)).otherwise(date)
    return date
