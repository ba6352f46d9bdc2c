"""Writing down that months have closed. Nothing waits for it: who opens a month compares the times again."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from agreements.files import load_agreements
from billing.actions.month_life import close_if_due, locked_month
from billing.core.month_life import MonthStatus
from billing.models import BilledMonth
from billing.months.dates import dates_between
from billing.months.spans import month_of
from billing.texts.endings import known_endings

LOOKS_BACK = 13
"""Months that a run looks at, so that one after a long outage catches up."""

Key = tuple[str, str, int]
"""Region, municipality and month."""


def close_months(*, at: datetime | None = None) -> int:
    """How many months were due to close by the clock and are now written as closed, each as of when it did.

    Once or many times, at once or late: the same is written.
    """
    now, endings = at or timezone.now(), known_endings()
    count = 0
    for region, municipality, month in _open(now):
        dates = dates_between(region, municipality, month, endings)
        if dates.closes_at is not None and dates.closes_at <= now:
            with transaction.atomic():
                count += close_if_due(locked_month(region, municipality, month), dates, now)
    return count


def _open(now: datetime) -> Iterator[Key]:
    """The months that may have closed and are not written so, between organisations that are here."""
    this = month_of(timezone.localdate(now))
    months = range(this - LOOKS_BACK, this)
    written = set(
        BilledMonth.objects.filter(month__in=months)
        .exclude(status=MonthStatus.OPEN)
        .values_list("region_code", "municipality_code", "month")
    )
    for region, municipality in sorted(_pairs()):
        yield from (key for month in months if (key := (region, municipality, month)) not in written)


def _pairs() -> set[tuple[str, str]]:
    """The regions and municipalities here that are bound by a text with a closing day."""
    here = set(Organisation.objects.exclude(code="").values_list("code", flat=True))
    return {
        (text.region, municipality)
        for text in load_agreements().values()
        if text.region in here and text.terms["registrations_close_day"].value is not None
        for municipality in text.municipalities
        if municipality in here
    }
