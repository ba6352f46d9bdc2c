"""The day by which a dispute is to be decided, told to the region's finance offices before it, on it and after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, UnitKind
from billing.core.dispute_life import DisputeStatus
from billing.core.months import month_name
from billing.models import Dispute
from billing.months.closing import midnight
from coordination.published import Announced, AnnouncementKind, announce

LEVELS = (-178, -10, 0)
"""In hours after 24:00 of the last day: at two in the afternoon a week before and on the day, and afterwards."""
UNDECIDED = (DisputeStatus.OPEN, DisputeStatus.IN_ANALYSIS)


def remind_of_disputes(*, now: datetime | None = None) -> int:
    """How many offices were told: of each dispute's last level, once, however often it is run."""
    now = now or timezone.now()
    return announce(_reached(now), at=now)


def _reached(now: datetime) -> Iterator[Announced]:
    """After the day the municipality is told as well: it can take the dispute to the next level."""
    waiting = Dispute.objects.filter(status__in=[status.value for status in UNDECIDED])
    for dispute in waiting.filter(decide_by__lte=timezone.localdate(now) + timedelta(days=8)).order_by("pk"):
        due_at = midnight(dispute.decide_by + timedelta(days=1)).astimezone(UTC)
        reached = [hours for hours in LEVELS if due_at + timedelta(hours=hours) <= now]
        if not reached:
            continue
        codes = [dispute.region_code, *([dispute.municipality_code] if reached[-1] == 0 else [])]
        offices = Unit.objects.in_use().filter(kind=UnitKind.FINANCE, organisation__code__in=codes)
        for unit in offices.order_by("pk").values_list("pk", flat=True):
            yield Announced(
                unit_id=unit,
                kind=AnnouncementKind.DISPUTE_DUE,
                month=month_name(dispute.month),
                # A moment of its own for each dispute: two of one month may be due on the same day.
                due_at=due_at + timedelta(microseconds=dispute.pk),
                minutes=reached[-1] * 60,
                path=reverse("dispute", args=[dispute.pk]),
            )
