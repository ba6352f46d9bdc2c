"""The finance offices of a month's parties are told, in the transaction that gives them something to know.

No message says what anything costs, or names an episode.
"""

from collections.abc import Collection
from datetime import datetime

from accounts.models import Unit, UnitKind
from billing.core.months import month_name
from coordination.published import Announced, AnnouncementKind, announce


def tell_offices(
    codes: Collection[str], kind: AnnouncementKind, *, month: int, path: str, at: datetime
) -> None:
    """Each of the organisations' finance offices that is in use; none where an organisation is not here."""
    offices = Unit.objects.in_use().filter(kind=UnitKind.FINANCE, organisation__code__in=codes)
    announce(
        (
            Announced(unit_id=unit, kind=kind, month=month_name(month), due_at=at, minutes=0, path=path)
            for unit in offices.order_by("pk").values_list("pk", flat=True)
        ),
        at=at,
    )
