"""The log of looks at patients: at one's case, or at many at once."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import AccessLogEntry, Assignment


def record_look(*, assignment: Assignment, case_id: UUID, what: str, why: str = "") -> AccessLogEntry:
    """Writes that somebody looked at a case under an assignment, and gives the entry.

    `what` says which part was shown ("case page", "statement row"); `why` is what the person gave as the reason,
    where one is asked for. Call it in the transaction that reads, so that nothing is shown unlogged.
    """
    return AccessLogEntry.objects.create(
        user_id=assignment.user_id, assignment=assignment, case_id=case_id, what=what, why=why
    )


def record_look_at_many(*, assignment: Assignment, subject: str, what: str) -> AccessLogEntry:
    """Writes that somebody looked at what shows several patients at once, and gives the entry.

    `subject` says which in a form that never changes, such as "month 13/1380/2027-03", for whoever reviews the log to
    find it by; `what` says how it was shown ("month page", "month as CSV"). Call it as `record_look` is called.
    """
    return AccessLogEntry.objects.create(
        user_id=assignment.user_id, assignment=assignment, subject=subject, what=what
    )


def record_looks(*, assignment: Assignment, case_ids: Iterable[UUID], what: str) -> None:
    """Writes a look at each of several cases, which a list showed because somebody asked for it."""
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(user_id=assignment.user_id, assignment=assignment, case_id=case_id, what=what)
        for case_id in case_ids
    )
