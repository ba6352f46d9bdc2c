"""A document as a voucher in the region's own accounts: what is owed on one side, the revenue on the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.errors import AccountsUnknown
from billing.exports.invoice import Invoice

CUSTOMER, INVOICE = 8, 10
"""SIE's reserved dimensions: whom a row is about, and which invoice."""


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """An amount on an account, debit above zero; every row names the municipality and the document."""

    account: str
    amount: Decimal
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """Rows that come to nothing together."""

    series: str
    day: date
    text: str
    company: str
    organisation_number: str
    customer: str
    customer_name: str
    document: str
    rows: tuple[VoucherRow, ...]


def voucher_of(invoice: Invoice) -> Voucher:
    """The voucher. Raises `AccountsUnknown` where the region has entered no accounts.

    A credit note has the same rows on the other side.
    """
    if not invoice.sender.has_accounts:
        raise AccountsUnknown
    with override("sv"):
        kind = _("Credit note") if invoice.is_credit_note else _("Statement")
        return Voucher(
            series=invoice.sender.voucher_series,
            day=invoice.issued_on,
            text=f"{kind} {invoice.number}, {invoice.receiver.name}",
            company=invoice.sender.name,
            organisation_number=invoice.sender.organisation_number,
            customer=invoice.receiver.municipality_code,
            customer_name=invoice.receiver.name,
            document=invoice.number,
            rows=tuple(_rows(invoice)),
        )


def _rows(invoice: Invoice) -> Iterator[VoucherRow]:
    sender, sign = invoice.sender, -1 if invoice.is_credit_note else 1
    yield VoucherRow(sender.account_receivable, sign * invoice.payable, invoice.number)
    for line in invoice.lines:
        yield VoucherRow(sender.account_revenue, -sign * line.amount, line.name)
    for allowance in invoice.allowances:
        yield VoucherRow(sender.account_revenue, sign * allowance.amount, allowance.reason)
    if invoice.tax:
        yield VoucherRow(sender.account_vat, -sign * invoice.tax, _("Value added tax"))
