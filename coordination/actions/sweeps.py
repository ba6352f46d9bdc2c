"""The sweep: what is overdue becomes missed. Late or twice, by one process or ten, it gives the same."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from coordination.actions.reminders import remind
from coordination.models import Deadline, Heartbeat

BATCH = 500


def go_round() -> tuple[int, int]:
    """How many deadlines were marked as missed, and how many reminders told: what runs every minute."""
    done = sweep(), remind()
    Heartbeat.objects.beat("sweep", timezone.now())
    return done


def sweep(*, now: datetime | None = None, batch: int = BATCH) -> int:
    """How many deadlines were marked as missed at the time when they were due, batch by batch, each committed."""
    now = now or timezone.now()
    missed = 0
    while count := _sweep_batch(now, batch):
        missed += count
    return missed


@transaction.atomic
def _sweep_batch(now: datetime, batch: int) -> int:
    """One batch, the oldest first. Rows that another sweep or a writer holds are left to them."""
    overdue = (
        Deadline.objects.to_be_swept()
        .filter(due_at__lt=now)
        .order_by("due_at")
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)[:batch]
    )
    return Deadline.objects.filter(pk__in=list(overdue)).update(missed_at=F("due_at"))
