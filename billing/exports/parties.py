"""Which approved details an invoice is made with: always the same for the same document."""

from typing import Any

from agreements.places import MUNICIPALITIES, REGIONS
from billing.errors import InvoicePartyUnknown
from billing.models import InvoiceReceiver, InvoiceSender, Statement
from billing.models.two_people import ByTwoPeopleQuerySet


def sender_of(statement: Statement) -> InvoiceSender:
    """The region's details. Raises `InvoicePartyUnknown` as long as none are approved."""
    rows = InvoiceSender.objects.filter(organisation__code=statement.region_code)
    found: InvoiceSender | None = _in_force(rows, statement)
    if found is None:
        raise InvoicePartyUnknown(party=REGIONS[statement.region_code].name)
    return found


def receiver_of(statement: Statement) -> InvoiceReceiver:
    """The municipality's, as that region knows them; or the same refusal."""
    rows = InvoiceReceiver.objects.filter(
        organisation__code=statement.region_code, municipality_code=statement.municipality_code
    )
    found: InvoiceReceiver | None = _in_force(rows, statement)
    if found is None:
        raise InvoicePartyUnknown(party=MUNICIPALITIES[statement.municipality_code].name)
    return found


def _in_force(rows: ByTwoPeopleQuerySet[Any], statement: Statement) -> Any:
    """The last that was approved when it was issued; where nothing was, the first that was approved after.

    What is approved later changes no invoice: a wrong one is credited, as the statement is.
    """
    return rows.approved(statement.issued_at).last() or rows.approved().first()
