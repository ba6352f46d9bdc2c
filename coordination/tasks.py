"""What Celery runs by itself. Each task asks the database what is due, so a lost or doubled one does no harm."""

from celery import shared_task

from coordination.actions.sweeps import sweep


@shared_task  # type: ignore[untyped-decorator]  # Celery has no types
def sweep_deadlines() -> None:
    """Marks what is overdue as missed; `manage.py run_deadlines` does the same without Celery."""
    sweep()
