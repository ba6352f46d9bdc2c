"""The stored deadlines of a case, brought in step with what its events say."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models.statements import Given, Prepared, store
from coordination.core import deadlines as core
from coordination.core.deadline import Deadline as CoreDeadline
from coordination.core.deadline import DeadlineKind
from coordination.core.history import History
from coordination.core.reminders import next_at
from coordination.models import Case, Deadline
from coordination.reminder_settings import level_settings
from coordination.terms import terms_of_stay

KEY = ("kind", "started_by", "unit_id")
CONTENT = ("acting", "ground", "starts_at", "due_at", "is_binding", "met_at", "cancelled_at", "missed_at")

STORED = Prepared(lambda: Deadline.objects.filter(case=Given("case")))


def write(case: Case, history: History, *, now: datetime) -> list[Deadline]:
    """Adds, changes and takes away rows until they are `core.deadlines` of the history, as seen at `now`.

    Gives those that somebody can do something about, by when they are due.
    """
    wanted = {
        key_of(row): row for row in rows(case, core.deadlines(history, terms_of_stay(case, history)), now=now)
    }
    stored = {key_of(row): row for row in STORED(case=case.pk)}
    changed = [
        row for key, row in wanted.items() if key not in stored or content_of(stored[key]) != content_of(row)
    ]
    settings = level_settings(case.region_code) if any(map(_is_open, changed)) else {}
    for row in changed:
        row.remind_at = (
            next_at(DeadlineKind(row.kind), row.due_at, settings=settings) if _is_open(row) else None
        )
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    store(
        changed,
        unique_fields=("case", "kind", "started_by", "unit"),
        update_fields=(*CONTENT, "remind_at"),
    )
    if gone:
        # What was registered after the fact can show that a deadline never began.
        Deadline.objects.filter(pk__in=gone).delete()
    present = [row if row.pk else stored[key] for key, row in wanted.items()]
    return sorted((row for row in present if row.is_task), key=lambda row: (row.due_at, row.pk))


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
