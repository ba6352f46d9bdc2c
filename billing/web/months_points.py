"""How far each of many months has come, in a word."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from agreements.agreement import Agreement
from billing.core.month_life import MonthStatus
from billing.models import BilledMonth
from billing.months.dates import month_dates
from billing.months.spans import MonthSpan

POINTS: Mapping[MonthStatus, tuple[Promise, str]] = {
    MonthStatus.OPEN: (pgettext_lazy("month", "open"), "neutral"),
    MonthStatus.CLOSED: (pgettext_lazy("month", "closed"), "info"),
    MonthStatus.REVIEWED: (pgettext_lazy("month", "reviewed"), "info"),
    MonthStatus.ISSUED: (pgettext_lazy("month", "issued"), "warning"),
    MonthStatus.DISPUTED: (pgettext_lazy("month", "contested"), "warning"),
    MonthStatus.PAID: (pgettext_lazy("month", "paid"), "success"),
    MonthStatus.CREDITED: (pgettext_lazy("month", "credited"), "neutral"),
}

Key = tuple[int, str, str]
"""Month, region and municipality."""


def written_points(months: MonthSpan, **parties: str) -> Mapping[Key, MonthStatus]:
    """What is written of the months of a region, or of a municipality; in one query."""
    rows = BilledMonth.objects.filter(month__range=(months.first, months.last), **parties)
    found = rows.values_list("month", "region_code", "municipality_code", "status")
    return {
        (month, region, municipality): MonthStatus(status) for month, region, municipality, status in found
    }


def point_now(
    written: MonthStatus | None, texts: list[Agreement], month: int, now: datetime
) -> MonthStatus | None:
    """Where a month is: the clock closes one that nobody has written of. None where it had no care episodes."""
    if written not in (None, MonthStatus.OPEN):
        return written
    if not texts:
        return None
    closes = month_dates(texts, month).closes_at
    return MonthStatus.CLOSED if closes is not None and closes <= now else MonthStatus.OPEN
