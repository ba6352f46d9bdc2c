"""What an explanation shows beside an episode's figures: where its count began and what was free."""

import polars as pl

from billing.core.counting import start_day
from billing.core.individual import free_days, individual_start_day
from billing.core.reasons import Status
from billing.core.terms import Terms


def episode_details(judged: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """A row beside each of the facts, which have the `status` that `episode_lines` gave them.

    `counted_from`: day zero or day one, as the terms count; null without a discharge-ready notice. `free_days`: what
    an individual episode does not pay for.
    """
    individual = pl.col("status") == Status.INDIVIDUAL
    counted_from = pl.when(individual).then(individual_start_day(terms)).otherwise(start_day(terms))
    return judged.select(
        counted_from.cast(pl.Date).alias("counted_from"), free_days(terms).alias("free_days")
    )
