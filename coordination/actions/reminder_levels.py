"""When a region's parties are reminded: set by its administrator, kind by kind, and kept with who set it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.models import Assignment, Organisation
from coordination.core.deadline import DeadlineKind
from coordination.core.reminder_faults import level_faults
from coordination.core.reminders import Level, LevelSettings, next_at
from coordination.exchange_errors import LevelsRefused
from coordination.models import Case, Deadline, ReminderSetting
from coordination.reminder_settings import level_settings

BATCH = 500


def may_set_levels(by: Assignment) -> bool:
    """Whether the assignment administers a region, whose routine the reminders are."""
    return by.unit.organisation.kind == Organisation.Kind.REGION


@transaction.atomic
def set_levels(*, by: Assignment, kind: DeadlineKind, levels: Sequence[Level] | None) -> ReminderSetting:
    """The setting, from now on, for what is still to do in the region as well; None goes back to Hemgång's own.

    Raises `LevelsRefused` for levels that nobody could go by.
    """
    require(by, Permission.ADMINISTER_ORGANISATION)
    if not may_set_levels(by):
        raise NotAllowed(permission=Permission.ADMINISTER_ORGANISATION.value)
    if levels is not None and (faults := tuple(level_faults(levels))):
        raise LevelsRefused(faults)
    # Whoever writes in a case changes its row before it asks for the levels: they come after us, or we after them.
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Case._meta.db_table} IN SHARE MODE")
    now = timezone.now()
    region = by.unit.organisation
    setting = ReminderSetting.objects.create(
        organisation=region,
        kind=kind,
        levels=None if levels is None else [[one.minutes, one.to_head] for one in _in_order(levels)],
        set_by=by,
        set_at=now,
    )
    _look_anew(region.code, kind, level_settings(region.code), now)
    return setting


def _look_anew(region_code: str, kind: DeadlineKind, settings: LevelSettings, now: datetime) -> None:
    """When a sweep looks at what is still to do; what it should have looked at already, it will find by itself.

    A level that lies behind is told no more: what was set then was what held.
    """
    theirs = Deadline.objects.still_to_do().filter(kind=kind, case__region_code=region_code)
    changed = []
    for deadline in theirs.select_for_update(of=("self",)).order_by("pk"):
        if deadline.remind_at is None or deadline.remind_at > now:
            deadline.remind_at = next_at(kind, deadline.due_at, now, settings)
            changed.append(deadline)
    Deadline.objects.bulk_update(changed, ["remind_at"], batch_size=BATCH)


def _in_order(levels: Sequence[Level]) -> list[Level]:
    return sorted(levels, key=lambda one: one.minutes)
