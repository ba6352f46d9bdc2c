"""The sweep: what is overdue becomes missed. Late or twice, by one process or ten, it gives the same."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Expression, F
from django.utils import timezone

from coordination.actions.batches import see_to_all
from coordination.actions.reminders import remind
from coordination.models import Deadline, EngineWork, Heartbeat
from coordination.models.deadline import DeadlineQuerySet

BATCH = 500


def go_round() -> tuple[int, int]:
    """How many deadlines were marked as missed, and how many reminders told: what runs every minute."""
    done = sweep(), remind()
    Heartbeat.objects.beat("sweep", timezone.now())
    return done


def sweep(*, now: datetime | None = None, batch: int = BATCH) -> int:
    """How many deadlines were marked as missed at the time when they were due, batch by batch, each committed."""
    now = now or timezone.now()
    return see_to_all(_overdue, _miss, work=EngineWork.SWEEP, now=now, batch=batch)


def _overdue(now: datetime | Expression) -> DeadlineQuerySet:
    return Deadline.objects.to_be_swept().filter(due_at__lt=now).order_by("due_at").only("pk")


def _miss(overdue: Sequence[Deadline]) -> int:
    return Deadline.objects.filter(pk__in=[one.pk for one in overdue]).update(missed_at=F("due_at"))
