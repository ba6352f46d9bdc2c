"""The forecasts of a region or a municipality, from facts that are read once for all of them."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import polars as pl
from django.utils import timezone

from agreements.agreement import Agreement
from agreements.dated import DatePeriod
from agreements.places import are_one_body
from billing.core.conditions import liable_municipality
from billing.core.reasons import Status
from billing.months.closing import STOCKHOLM
from billing.months.facts import facts_of_waiting
from billing.months.forecast import Forecast
from billing.months.liability import Liability, liability
from billing.months.question import Question
from billing.months.spans import MonthSpan, month_of
from billing.texts.daily_amounts import daily_amounts
from billing.texts.endings import Endings, known_endings
from billing.texts.governing import governed_periods
from billing.texts.terms import terms_of

MONTHS_OF_STAYS = 12
"""How far back earlier stays are looked at."""


def forecasts(
    *, region: str | None = None, municipality: str | None = None, now: datetime | None = None
) -> Iterator[Forecast]:
    """One for each pair with somebody who waits, or who left this month, as known now; both asked for have theirs."""
    civil = (now or timezone.now()).astimezone(STOCKHOLM).replace(tzinfo=None)
    month, amounts, endings = month_of(civil.date()), daily_amounts(), known_endings()
    months = MonthSpan(month - MONTHS_OF_STAYS + 1, month)
    asked = Question(region=region, municipality=municipality, months=months, at_close=True)
    answer = liability(asked, amounts.kronor)
    waiting = facts_of_waiting(region=region, municipality=municipality).with_columns(
        liable=liable_municipality()
    )
    for pair in sorted(_pairs(answer, waiting, month) | _both(region, municipality)):
        if are_one_body(*pair):
            continue
        text = _text_today(*pair, civil, endings)
        kronor = amounts.kronor(pair[0]).get(month // 12)
        yield _between(*pair, civil, text, kronor, answer, waiting)


def _pairs(answer: Liability, waiting: pl.DataFrame, month: int) -> set[tuple[str, str]]:
    of_month = answer.months.filter(month=month).select("region", "municipality")
    return {*of_month.iter_rows(), *waiting.select("region", "liable").iter_rows()}


def _both(region: str | None, municipality: str | None) -> set[tuple[str, str]]:
    return {(region, municipality)} if region and municipality else set()


def _text_today(region: str, municipality: str, civil: datetime, endings: Endings) -> Agreement:
    today = DatePeriod(civil.date(), civil.date())
    return next(governed_periods(region, municipality, today, endings)).governing.agreement


def _between(
    region: str,
    municipality: str,
    civil: datetime,
    text: Agreement,
    kronor: Decimal | None,
    answer: Liability,
    waiting: pl.DataFrame,
) -> Forecast:
    times = answer.facts.select("discharge_ready_at", "discharged_at")
    lines = answer.episodes.hstack(times).filter(region=region, municipality=municipality)
    month = month_of(civil.date())
    looks_back = month - terms_of(text).window.of_months + 1
    of_month = answer.months.filter(region=region, municipality=municipality, month=month)
    others = of_month.filter(pl.col("agreement") != text.slug).get_column("amount").to_list()
    left_on = lines.filter(month=month).select("episode_id", pl.col("discharged_at").cast(pl.Date))
    return Forecast(
        region=region,
        municipality=municipality,
        now=civil,
        text=text,
        daily_amount=kronor,
        left=lines.filter(pl.col("month") >= looks_back, agreement=text.slug),
        left_on=dict(left_on.iter_rows()),
        earlier=lines.filter(pl.col("status") != Status.EXCLUDED),
        facts=waiting.filter(region=region, liable=municipality).drop("liable"),
        of_other_texts=None if None in others else sum(others, Decimal(0)),
    )
