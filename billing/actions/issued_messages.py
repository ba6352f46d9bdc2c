"""The municipality is told of what has been issued, in the transaction that issues it: no mail says what it costs."""

from django.urls import reverse

from accounts.models import Unit, UnitKind
from billing.core.months import month_name
from billing.models import Statement, StatementKind
from coordination.published import Announced, AnnouncementKind, announce

KINDS = {
    StatementKind.STATEMENT: AnnouncementKind.STATEMENT,
    StatementKind.CREDIT_NOTE: AnnouncementKind.CREDIT_NOTE,
}


def tell_municipality(issued: Statement) -> None:
    """Each of its finance offices that is in use; none where the municipality is not here."""
    offices = Unit.objects.in_use().filter(kind=UnitKind.FINANCE, organisation__code=issued.municipality_code)
    announce(
        (
            Announced(
                unit_id=unit,
                kind=KINDS[StatementKind(issued.kind)],
                month=month_name(issued.month),
                due_at=issued.issued_at,
                minutes=0,
                path=reverse("statement", args=[issued.number]),
            )
            for unit in offices.order_by("pk").values_list("pk", flat=True)
        ),
        at=issued.issued_at,
    )
