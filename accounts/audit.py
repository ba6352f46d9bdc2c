"""The log of looks at patients: at one's case, or at many at once."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import AccessLogEntry, Assignment
from accounts.models.new_rows import store


def record_look(*, assignment: Assignment, case_id: UUID, what: str, why: str = "") -> AccessLogEntry:
    """Writes that somebody looked at a case under an assignment, and gives the entry.

    `what` says which part was shown ("case page", "statement row"); `why` is what the person gave as the reason,
    where one is asked for. Call it in the transaction that reads, so that nothing is shown unlogged.
    """
    entry = AccessLogEntry(
        user_id=assignment.user_id, assignment=assignment, case_id=case_id, what=what, why=why
    )
    return store([entry])[0]


def record_look_at_many(*, assignment: Assignment, subject: str, what: str) -> AccessLogEntry:
    """Writes that somebody looked at what shows several patients at once, and gives the entry.

    `subject` says which in a form that never changes, such as "month 13/1380/2027-03", for whoever reviews the log to
    find it by; `what` says how it was shown ("month page", "month as CSV"). Call it as `record_look` is called.
    """
    return AccessLogEntry.objects.create(
        user_id=assignment.user_id, assignment=assignment, subject=subject, what=what
    )


def record_search_in_vain(*, assignment: Assignment, sought: str) -> AccessLogEntry:
    """Writes that somebody looked for what nobody was found by, and gives the entry.

    The number or name itself stands nowhere in the log, only its mark (`marks_of`).
    """
    return record_look_at_many(assignment=assignment, subject=subject_of(marks_of(sought)[0]), what="search")


def marks_of(sought: str) -> list[str]:
    """What the log calls something that was looked for in vain: the mark that is given now, then older ones.

    Whoever has the number finds the looks for it, and nobody reads a number out of the log: marks are made with the
    installation's secret key. One given with an earlier key is known for as long as SECRET_KEY_FALLBACKS names the key.
    """
    return [
        salted_hmac("search in vain", sought, secret=key, algorithm="sha256").hexdigest()[:24]
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def subject_of(mark: str) -> str:
    """The subject of a search in vain, by the mark of what was sought."""
    return f"sought {mark}"


def record_looks(*, assignment: Assignment, case_ids: Iterable[UUID], what: str) -> None:
    """Writes a look at each of several cases, which a list showed because somebody asked for it."""
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(user_id=assignment.user_id, assignment=assignment, case_id=case_id, what=what)
        for case_id in case_ids
    )
