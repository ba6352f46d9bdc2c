"""What Celery runs by itself. The clock closes months whether or not it runs: it only writes down that they have."""

from celery import shared_task

from billing.actions.closing import close_months
from billing.actions.dispute_reminders import remind_of_disputes
from billing.actions.month_reminders import remind_of_months as remind
from billing.actions.outbox import send_outbox
from billing.actions.threshold_warnings import warn_of_thresholds as warn


@shared_task  # type: ignore[untyped-decorator]  # Celery has no types
def close_due_months() -> None:
    """Writes which months have closed; `manage.py close_months` does the same without Celery."""
    close_months()


@shared_task  # type: ignore[untyped-decorator]
def remind_of_months() -> None:
    """Tells of dates that come near; `manage.py remind_of_months` does the same without Celery."""
    remind()
    remind_of_disputes()


@shared_task  # type: ignore[untyped-decorator]
def warn_of_thresholds() -> None:
    """Tells of months that are about to pass their threshold; `manage.py warn_of_thresholds` does the same."""
    warn()


@shared_task  # type: ignore[untyped-decorator]
def send_invoices() -> None:
    """Sends e-invoices and vouchers that wait; `manage.py send_invoices` does the same without Celery."""
    send_outbox()
