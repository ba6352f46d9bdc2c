"""The municipality's finance office is told before its month passes the threshold, while it can still be helped."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, Unit, UnitKind
from billing.core.months import month_name
from billing.months.closing import midnight
from billing.months.forecasts import forecasts
from billing.months.spans import first_day
from coordination.published import Announced, AnnouncementKind, announce

BEFORE = -1
"""It is told of before the month's end, which is when it is known, at one level and so once a month."""


def warn_of_thresholds(*, now: datetime | None = None) -> int:
    """How many offices were told: each once of a month and region, when its average is first expected to pass.

    Of each patient the case's own deadlines tell (coordination.core.waiting_deadlines).
    """
    now = now or timezone.now()
    return announce(_foreseen(now), at=now)


def _foreseen(now: datetime) -> Iterator[Announced]:
    offices = Unit.objects.in_use().filter(
        kind=UnitKind.FINANCE, organisation__kind=Organisation.Kind.MUNICIPALITY
    )
    for unit, code in offices.order_by("pk").values_list("pk", "organisation__code"):
        for each in forecasts(municipality=code, now=now):
            if each.passes_threshold_on is not None:
                yield Announced(
                    unit_id=unit,
                    kind=AnnouncementKind.OVER_THRESHOLD,
                    month=month_name(each.month),
                    due_at=midnight(first_day(each.month + 1)),
                    minutes=BEFORE,
                    path=reverse("forecast", args=[each.region, each.municipality]),
                )
