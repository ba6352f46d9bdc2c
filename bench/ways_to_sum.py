"""The nation's stored episodes summed: to priced months by the texts in force, and simply, which is the floor."""

from decimal import Decimal

import polars as pl
from django.utils import timezone

from agreements.dated import DatePeriod
from bench.direct_liability import DAILY_AMOUNT
from billing.core.what_if import Changes
from billing.months.facts import facts_without_numbers
from billing.months.spans import MonthSpan, month_of
from billing.months.what_if import Asked, WhatIf


def months(dates: DatePeriod) -> int:
    """Read, governed, judged, summed and priced; how many months there are."""
    asked = Asked(
        months=MonthSpan(month_of(dates.first), month_of(dates.last or dates.first)),
        known_by=timezone.now(),
        changes=Changes(),
        otherwise_kronor=Decimal(DAILY_AMOUNT),
    )
    return WhatIf(asked).amounts.height


def facts(dates: DatePeriod) -> int:
    """The same facts in Polars, and one sum of them."""
    read = facts_without_numbers(discharged=dates, region=None, municipality=None, known_by=timezone.now())
    days = (pl.col("discharged_at") - pl.col("discharge_ready_at")).dt.total_days()
    month = pl.col("discharged_at").dt.truncate("1mo").alias("month")
    return read.group_by("region", "municipality", month).agg(days=days.sum()).height
