"""One row an episode: who is liable, how it enters the month, for how many days, and why not."""

import polars as pl

from billing.core.conditions import admission_notice_is_late, liable_municipality, reason, sip_call_is_late
from billing.core.counting import calendar, days_from, never_below_zero
from billing.core.individual import free_days, individual_days, individual_start_day, is_individual
from billing.core.months import amount_year, month_day, month_number
from billing.core.reasons import Reason, Status
from billing.core.terms import Terms

STATUS = pl.Enum([status.value for status in Status])


def episode_lines(facts: pl.LazyFrame, terms: Terms) -> pl.LazyFrame:
    """The facts judged by the terms, in the facts' order.

    Columns: `episode_id`; `municipality`, the liable one; `month`, a month number, null until discharge, and
    `amount_year`, whose daily amount it pays; `status` and `reason`; `days`, 0 where excluded, and `payable_days`,
    0 unless individual; the warnings `admission_notice_is_late` and `sip_call_is_late`.
    A lazy frame: what nobody asks for is never computed.
    """
    columns = facts.collect_schema().names()
    judged = facts.select(
        "episode_id",
        liable_municipality(),
        month_day(terms),
        amount_year(terms),
        reason(terms, columns),
        admission_notice_is_late(),
        sip_call_is_late(),
        free_days=free_days(terms),
        individual_start_day=individual_start_day(terms),
        **calendar(terms, columns),
    )
    counted = (
        judged.with_columns(
            month=month_number(pl.col("month_day")),
            averaged_days=days_from(pl.col("start_day"), terms, columns),
        )
        .with_columns(individual_days=individual_days(terms, columns))
        .with_columns(is_individual=is_individual(terms), is_excluded=pl.col("reason") != Reason.NONE)
    )
    excluded, individual = pl.col("is_excluded"), pl.col("is_individual")
    payable = never_below_zero(pl.col("individual_days") - pl.col("free_days"))
    return counted.select(
        "episode_id",
        "municipality",
        "month",
        "amount_year",
        status(excluded, individual),
        "reason",
        days=pl.when(excluded).then(0).when(individual).then("individual_days").otherwise("averaged_days"),
        payable_days=pl.when(individual & ~excluded).then(payable).otherwise(0),
        admission_notice_is_late="admission_notice_is_late",
        sip_call_is_late="sip_call_is_late",
    )


def status(excluded: pl.Expr, individual: pl.Expr) -> pl.Expr:
    """How an episode enters the month."""
    codes = {each: pl.lit(code, dtype=pl.UInt8) for code, each in enumerate(Status)}
    code = (
        pl.when(excluded)
        .then(codes[Status.EXCLUDED])
        .when(individual)
        .then(codes[Status.INDIVIDUAL])
        .otherwise(codes[Status.AVERAGED])
    )
    return code.cat.to(STATUS).alias("status")
