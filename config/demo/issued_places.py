"""Whose months the demo issues, and when in the next month things happen to them."""

from datetime import datetime, time, timedelta

from billing.months.spans import first_day
from config.demo.clock import instant

HALMSTAD = "1380"


def in_next_month(month: int, day: int) -> datetime:
    """In the forenoon of a day of the next month, or so many days from its beginning."""
    return instant(first_day(month + 1) + timedelta(days=day - 1), time(10))
