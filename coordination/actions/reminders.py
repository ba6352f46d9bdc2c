"""Reminders and escalations of what must be done in time, each level once, however many sweeps run at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter
from uuid import UUID

from django.db import connection
from django.db.models import Expression
from django.utils import timezone

from accounts.models.new_rows import store
from coordination.actions.batches import see_to_all
from coordination.actions.deliveries import Message, tell
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import LevelSettings, next_at, reached
from coordination.models import Case, Deadline, EngineWork, Party, Reminder
from coordination.models.deadline import DeadlineQuerySet
from coordination.reminder_settings import every_level_setting

BATCH = 500

# What makes a reminder the same one.
KEY = ("case_id", "kind", "started_by", "unit_id", "due_at", "minutes")
key_of = attrgetter(*KEY)

# Of each deadline its own time: `bulk_update` would take longer to write such a statement than the rest takes to run.
LOOK_AGAIN = """
    UPDATE coordination_deadline SET remind_at = look.at
    FROM unnest(%s::bigint[], %s::timestamptz[]) AS look (deadline, at) WHERE id = look.deadline
"""


def remind(*, now: datetime | None = None, batch: int = BATCH) -> int:
    """How many reminders were told, batch by batch, each committed."""
    now = now or timezone.now()
    return see_to_all(_due, partial(_tell, now=now), work=EngineWork.REMINDERS, now=now, batch=batch)


def _due(now: datetime | Expression) -> DeadlineQuerySet:
    return Deadline.objects.to_remind_of().filter(remind_at__lte=now).order_by("remind_at")


def _tell(due: Sequence[Deadline], *, now: datetime) -> int:
    """In one transaction: the new levels, their messages, and when to look again."""
    settings = _settings_of_cases(due)
    new = list(_new_levels(due, now, settings))
    store(new)
    told = [reminder for reminder in new if reminder.is_told]
    tell(_messages(told, due), at=now)
    look_at = [next_at(DeadlineKind(one.kind), one.due_at, now, settings[one.case_id]) for one in due]
    with connection.cursor() as cursor:
        cursor.execute(LOOK_AGAIN, [[deadline.pk for deadline in due], look_at])
    return len(told)


def _settings_of_cases(due: Sequence[Deadline]) -> Mapping[UUID, LevelSettings]:
    """What each case's region has set."""
    by_region = every_level_setting()
    cases = Case.objects.filter(pk__in={deadline.case_id for deadline in due})
    return {case: by_region.get(region, {}) for case, region in cases.values_list("pk", "region_code")}


def _new_levels(
    due: Sequence[Deadline], now: datetime, settings: Mapping[UUID, LevelSettings]
) -> Iterable[Reminder]:
    """A row for each level that has been reached and has none; the last of a deadline's is told, those before not."""
    of_cases = Reminder.objects.filter(case__in={deadline.case_id for deadline in due})
    known = set(of_cases.values_list(*KEY))
    for deadline in due:
        levels = [
            Reminder(
                case_id=deadline.case_id,
                kind=deadline.kind,
                started_by=deadline.started_by,
                unit_id=deadline.unit_id,
                due_at=deadline.due_at,
                minutes=level.minutes,
                to_head=level.to_head,
                is_told=False,
                created_at=now,
            )
            for level in reached(
                DeadlineKind(deadline.kind), deadline.due_at, now, settings[deadline.case_id]
            )
        ]
        new = [one for one in levels if key_of(one) not in known]
        if new and new[-1] is levels[-1]:
            new[-1].is_told = True
        yield from new


def _messages(reminders: Sequence[Reminder], due: Sequence[Deadline]) -> Iterable[Message]:
    """To the one unit that must act, or to all that act for the capacity."""
    acting = {(one.case_id, one.kind, one.started_by, one.unit_id): one.acting for one in due}
    parties: dict[tuple[UUID, str], list[int]] = {}
    cases = {one.case_id for one in reminders}
    of_cases = Party.objects.filter(case__in=cases, closed_at=None)
    for case, capacity, unit in of_cases.values_list("case", "capacity", "unit"):
        parties.setdefault((case, capacity), []).append(unit)
    for one in reminders:
        capacity = acting[one.case_id, one.kind, one.started_by, one.unit_id]
        units = [one.unit_id] if one.unit_id else parties.get((one.case_id, capacity), [])
        for unit in units:
            yield Message(unit, one.case_id, reminder=one)
