"""Invoices without a database, and the approved details that one in the database needs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.access.roles import Role
from billing.actions.invoice_parties import enter_invoice_receiver, enter_invoice_sender
from billing.actions.two_people import approve
from billing.exports.invoice import Allowance, Invoice, InvoiceLine
from billing.models import InvoiceReceiver, InvoiceSender
from tests.billing_statements.issued import IN_MARCH
from tests.cast import Cast, make_assignment

SENDER: dict[str, Any] = {
    "name": "Region Halland",
    "organisation_number": "0000000133",
    "endpoint_scheme": "0007",
    "endpoint_id": "0000000133",
    "street": "Box 517",
    "postcode": "301 80",
    "city": "Halmstad",
    "bankgiro": "50501055",
    "payment_days": 30,
    "account_receivable": "1512",
    "account_revenue": "3592",
    "voucher_series": "H",
    "source": "Ekonomihandboken 4.2",
}
"""A region that nobody is: no organisation number begins with 0."""
RECEIVER: dict[str, Any] = {
    "municipality_code": "1380",
    "name": "Halmstads kommun",
    "organisation_number": "0000001388",
    "endpoint_scheme": "0007",
    "endpoint_id": "0000001388",
    "buyer_reference": "ZZ-3001",
    "source": "Kommunens brev 2027-01-15",
}
AVERAGED = InvoiceLine(
    "Dagar över gränsen, 2027-03", "§ 4", Decimal("25000.00"), Decimal("2.5"), Decimal(10_000), True
)
INDIVIDUAL = InvoiceLine(
    "Dagar för sig, 2027-03", "§ 5", Decimal("12500.50"), Decimal(1), Decimal("12500.50"), False
)
DISCOUNT = Allowance("Rabatt: § 6", Decimal("13125.18"))


def an_invoice(**said: Any) -> Invoice:
    """That of a March; columns of the sender's by `sender_` and their name."""
    sender = {name.removeprefix("sender_"): said.pop(name) for name in [*said] if name.startswith("sender_")}
    made = Invoice(
        number="13-2027-0001",
        is_credit_note=False,
        credited_number="",
        credited_on=None,
        issued_on=date(2027, 4, 20),
        due_on=date(2027, 5, 20),
        first=date(2027, 3, 1),
        last=date(2027, 3, 31),
        sender=InvoiceSender(**SENDER | sender),
        receiver=InvoiceReceiver(**RECEIVER),
        lines=(AVERAGED,),
        allowances=(),
    )
    return replace(made, **said)


def a_credit_note(**said: Any) -> Invoice:
    """Of that invoice."""
    of = {
        "number": "13-2027-0002",
        "is_credit_note": True,
        "credited_number": "13-2027-0001",
        "credited_on": date(2027, 4, 20),
        "issued_on": date(2027, 5, 3),
    }
    return an_invoice(**of | said)


def invoice_details(cast: Cast, **sender: Any) -> None:
    """Entered by one administrator and approved by another before anything is issued."""
    other = make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Siv Sund")
    by = cast.system_administrator
    for entered in (
        enter_invoice_sender(by=by, at=IN_MARCH, **SENDER | sender),
        enter_invoice_receiver(by=by, at=IN_MARCH, **RECEIVER),
    ):
        approve(entered, by=other, at=IN_MARCH)
