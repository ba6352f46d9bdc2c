"""The municipality is told of what has been issued, in the transaction that issues it: no mail says what it costs."""

from django.urls import reverse

from billing.actions.office_messages import tell_offices
from billing.models import Statement, StatementKind
from coordination.published import AnnouncementKind

KINDS = {
    StatementKind.STATEMENT: AnnouncementKind.STATEMENT,
    StatementKind.CREDIT_NOTE: AnnouncementKind.CREDIT_NOTE,
}


def tell_municipality(issued: Statement) -> None:
    """Each of its finance offices that is in use; none where the municipality is not here."""
    tell_offices(
        [issued.municipality_code],
        KINDS[StatementKind(issued.kind)],
        month=issued.month,
        path=reverse("statement", args=[issued.number]),
        at=issued.issued_at,
    )
