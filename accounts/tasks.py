"""What happens by itself around people."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

A_WHILE = timedelta(hours=12)
"""For so long an ended session still tells whose it was: who comes back to an open form gets it back."""


@shared_task  # type: ignore[untyped-decorator]  # Celery has no types
def forget_ended_sessions() -> None:
    """Deletes the sessions whose time has run out, with what was kept in them."""
    Session.objects.filter(expire_date__lt=timezone.now() - A_WHILE).delete()
