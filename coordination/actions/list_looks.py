"""Having gone through what is new."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Assignment
from coordination.models import ListLook


def mark_all_seen(*, by: Assignment, at: datetime | None = None) -> ListLook:
    """What others have done until now is no longer new to this person in this assignment."""
    return ListLook.objects.update_or_create(assignment=by, defaults={"looked_at": at or timezone.now()})[0]
