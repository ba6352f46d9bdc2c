"""What Celery runs by itself. Each task asks the database what is due, so a lost or doubled one does no harm."""

import logging

from celery import shared_task
from django.utils import timezone

from coordination.actions.checks import differences
from coordination.actions.relay import relay
from coordination.actions.sweeps import go_round
from coordination.models import Heartbeat

logger = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]  # Celery has no types
def sweep_deadlines() -> None:
    """Marks what is overdue as missed, and reminds; `manage.py run_deadlines` does the same without Celery."""
    go_round()


@shared_task  # type: ignore[untyped-decorator]
def send_messages() -> None:
    """Sends what waits to be sent; `manage.py run_deliveries` does the same without Celery."""
    relay()


@shared_task(time_limit=15 * 60, soft_time_limit=14 * 60)  # type: ignore[untyped-decorator]
def check_everything() -> None:
    """Computes deadlines and facts again; `manage.py check_deadlines` and `check_facts` name what differs."""
    count = sum(1 for _ in differences())
    Heartbeat.objects.beat("checks", timezone.now(), faults=count)
    if count:
        logger.error("what is stored is not what the events say", extra={"count": count})
