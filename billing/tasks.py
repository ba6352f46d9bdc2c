"""What Celery runs by itself. The clock closes months whether or not it runs: it only writes down that they have."""

from celery import shared_task

from billing.actions.closing import close_months
from billing.actions.month_reminders import remind_of_months as remind


@shared_task  # type: ignore[untyped-decorator]  # Celery has no types
def close_due_months() -> None:
    """Writes which months have closed; `manage.py close_months` does the same without Celery."""
    close_months()


@shared_task  # type: ignore[untyped-decorator]
def remind_of_months() -> None:
    """Tells of dates that come near; `manage.py remind_of_months` does the same without Celery."""
    remind()
