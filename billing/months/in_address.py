"""Months as addresses write them: 2027-03."""

import re

from django.http import Http404
from django.urls import register_converter
from django.utils import timezone

from billing.core.months import month_name, month_named
from billing.months.spans import month_of

EARLIEST = month_named("2018-01")
WRITTEN = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class MonthConverter:
    """`<month:month>` in an address, as a month number."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> int:
        """404 (by ValueError) before the statute."""
        if month_named(value) < EARLIEST:
            raise ValueError(value)
        return month_named(value)

    def to_url(self, value: int) -> str:
        return month_name(value)


register_converter(MonthConverter, "month")


def this_month() -> int:
    return month_of(timezone.localdate())


def asked_month(said: str, otherwise: int) -> int:
    """The month that `?month=` asks for; 404 for what is none, or one before the statute."""
    if not said:
        return otherwise
    if not WRITTEN.fullmatch(said) or month_named(said) < EARLIEST:
        raise Http404
    return month_named(said)
