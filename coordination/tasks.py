"""What Celery runs by itself. Each task asks the database what is due, so a lost or doubled one does no harm."""

from celery import shared_task

from coordination.actions.relay import relay
from coordination.actions.sweeps import go_round


@shared_task  # type: ignore[untyped-decorator]  # Celery has no types
def sweep_deadlines() -> None:
    """Marks what is overdue as missed, and reminds; `manage.py run_deadlines` does the same without Celery."""
    go_round()


@shared_task  # type: ignore[untyped-decorator]
def send_messages() -> None:
    """Sends what waits to be sent; `manage.py run_deliveries` does the same without Celery."""
    relay()
