"""The log of looks at patients."""

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
