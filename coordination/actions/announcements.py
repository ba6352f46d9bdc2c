"""What a unit is told of that is about no case: written once, and told as every other message is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from coordination.actions.deliveries import Message, tell
from coordination.models import Announcement, AnnouncementKind


@dataclass(frozen=True, slots=True)
class Announced:
    """One level of a date, for one unit; `path` is where it leads."""

    unit_id: int
    kind: AnnouncementKind
    month: str
    due_at: datetime
    minutes: int
    path: str


@transaction.atomic
def announce(announced: Iterable[Announced], *, at: datetime) -> int:
    """How many were told: each once, however often it is asked for, and none that has come to a later level."""
    told = 0
    for one in announced:
        same = {"unit_id": one.unit_id, "kind": one.kind, "month": one.month, "due_at": one.due_at}
        if Announcement.objects.filter(**same, minutes__gt=one.minutes).exists():
            continue
        row, is_new = Announcement.objects.get_or_create(
            **same, minutes=one.minutes, defaults={"path": one.path, "created_at": at}
        )
        if is_new:
            tell([Message(one.unit_id, announcement=row)], at=at)
            told += 1
    return told
