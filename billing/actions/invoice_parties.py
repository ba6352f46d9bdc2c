"""Entering whom invoices come from and go to; another person approves it (two_people.py), since money follows it."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from agreements.places import are_one_body
from billing.actions.daily_amounts import require_regions_administrator
from billing.errors import NobodyToInvoice
from billing.models import InvoiceReceiver, InvoiceSender
from billing.models.two_people import APPROVAL

P = TypeVar("P", InvoiceSender, InvoiceReceiver)


@transaction.atomic
def enter_invoice_sender(*, by: Assignment, at: datetime | None = None, **said: Any) -> InvoiceSender:
    """The own region on its invoices; nothing is invoiced by it until somebody else has approved it.

    `said` are the columns of `InvoiceSender`. Raises Django's `ValidationError` by field.
    """
    return _entered(InvoiceSender, by, at, said)


@transaction.atomic
def enter_invoice_receiver(*, by: Assignment, at: datetime | None = None, **said: Any) -> InvoiceReceiver:
    """A municipality on the own region's invoices, in the same way."""
    require_regions_administrator(by)
    if are_one_body(by.unit.organisation.code, said["municipality_code"]):
        raise NobodyToInvoice
    return _entered(InvoiceReceiver, by, at, said)


def _entered(kind: type[P], by: Assignment, at: datetime | None, said: dict[str, Any]) -> P:
    require_regions_administrator(by)
    entered = kind(
        organisation=by.unit.organisation,
        entered_by=by,
        entered_by_user=by.user,
        entered_at=at or timezone.now(),
        **said,
    )
    entered.full_clean(exclude=APPROVAL)
    entered.save()
    return entered
