"""The stored deadlines of a case, brought in step with what its events say."""

from collections.abc import Iterable
from datetime import datetime
from math import inf
from typing import Any

from accounts.models.new_rows import storing
from accounts.models.ready_statements import Ready
from accounts.models.statements import Given, Prepared
from coordination.core import deadlines as core
from coordination.core.deadline import Deadline as CoreDeadline
from coordination.core.deadline import DeadlineKind
from coordination.core.history import History
from coordination.core.reminders import LevelSettings, next_at
from coordination.models import Case, Deadline
from coordination.terms import terms_of_stay

KEY = ("kind", "started_by", "unit_id")
CONTENT = ("acting", "ground", "starts_at", "due_at", "is_binding", "met_at", "cancelled_at", "missed_at")

STORED = Prepared(lambda: Deadline.objects.filter(case=Given("case")))


def changes(
    case: Case, history: History, stored: Iterable[Deadline], settings: LevelSettings, *, now: datetime
) -> tuple[list[Deadline], list[Ready[Any]]]:
    """What makes the stored rows `core.deadlines` of the history, as seen at `now`.

    Before it those that somebody can do something about then, by when they are due.
    """
    wanted = {
        key_of(row): row for row in rows(case, core.deadlines(history, terms_of_stay(case, history)), now=now)
    }
    before = {key_of(row): row for row in stored}
    for key in wanted.keys() & before.keys():
        wanted[key].pk = before[key].pk
    changed = [
        row for key, row in wanted.items() if key not in before or content_of(before[key]) != content_of(row)
    ]
    for row in changed:
        row.remind_at = (
            next_at(DeadlineKind(row.kind), row.due_at, settings=settings) if _is_open(row) else None
        )
    if gone := [row.pk for key, row in before.items() if key not in wanted]:
        # What was registered after the fact can show that a deadline never began.
        Deadline.objects.filter(pk__in=gone).delete()
    # Of those due at once the older first: new rows get their keys in the order in which they stand here.
    tasks = sorted(
        (row for row in wanted.values() if row.is_task), key=lambda row: (row.due_at, row.pk or inf)
    )
    new = storing(
        changed,
        unique_fields=("case", "kind", "started_by", "unit"),
        update_fields=(*CONTENT, "remind_at"),
    )
    return tasks, new


def rows(case: Case, deadlines: Iterable[CoreDeadline], *, now: datetime) -> list[Deadline]:
    """The deadlines as rows that are not stored yet, nor looked at for reminders."""
    return [
        Deadline(
            case=case,
            kind=one.kind,
            started_by=one.started_by,
            unit_id=one.unit,
            acting=one.acting,
            ground=one.ground,
            starts_at=one.starts_at,
            due_at=one.due_at,
            is_binding=one.is_binding,
            met_at=one.met_at,
            cancelled_at=one.cancelled_at,
            missed_at=one.missed_at(now),
        )
        for one in deadlines
    ]


def key_of(row: Deadline) -> tuple[object, ...]:
    """What makes a deadline of a case the same one."""
    return tuple(getattr(row, name) for name in KEY)


def content_of(row: Deadline) -> tuple[object, ...]:
    """All the rest that a row says."""
    return tuple(getattr(row, name) for name in CONTENT)


def _is_open(row: Deadline) -> bool:
    return row.met_at is None and row.cancelled_at is None
