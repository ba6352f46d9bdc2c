"""Which looks an assignment reviews: those of its own organisation's people (PDL 4 kap. 3 §)."""

from django.db.models import QuerySet

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.models import AccessLogEntry


def looks_to_review(assignment: MaybeAssignment) -> QuerySet[AccessLogEntry]:
    """The looks made under assignments of the reviewer's own organisation; nothing for others than reviewers.

    Each care provider and each committee reviews its own log, whoever else is a party to the case.
    """
    if assignment is None or not may(assignment, Permission.REVIEW_LOG):
        return AccessLogEntry.objects.none()
    return AccessLogEntry.objects.filter(assignment__unit__organisation=assignment.unit.organisation_id)
