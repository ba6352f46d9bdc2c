"""A statement or a credit note as an invoice: lines, discounts, tax and sums, by codes and numbers alone.

No patient's name or number is among what it is made of, nor what somebody wrote freely, such as a credit note's reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.core.months import month_name
from billing.errors import NothingOwed
from billing.exports.parties import receiver_of, sender_of
from billing.exports.words import CHARGES
from billing.models import InvoiceReceiver, InvoiceSender, Statement, VatCategory
from billing.months.spans import first_day, last_day
from billing.statements.content import Charge, ChargeKind, Content

ORE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """What is asked for: so many days at a price, or one of a sum where several years' prices share the days."""

    name: str
    ground: str
    amount: Decimal
    quantity: Decimal
    price: Decimal
    is_days: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is taken off, above zero, and why."""

    reason: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """All sums are above zero, on a credit note too: there they are what is given back."""

    number: str
    is_credit_note: bool
    credited_number: str
    credited_on: date | None
    issued_on: date
    due_on: date
    first: date
    last: date
    sender: InvoiceSender
    receiver: InvoiceReceiver
    lines: tuple[InvoiceLine, ...]
    allowances: tuple[Allowance, ...]

    @property
    def lines_sum(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def allowances_sum(self) -> Decimal:
        return sum((one.amount for one in self.allowances), Decimal("0.00"))

    @property
    def without_tax(self) -> Decimal:
        """What the statement says."""
        return self.lines_sum - self.allowances_sum

    @property
    def tax(self) -> Decimal:
        return (self.without_tax * self.sender.vat_rate).quantize(ORE, ROUND_HALF_UP)

    @property
    def payable(self) -> Decimal:
        return self.without_tax + self.tax

    @property
    def terms(self) -> str:
        """When it is paid; a credit note is set against what it takes back."""
        with override("sv"):
            if self.is_credit_note:
                return _("Set against %(number)s.") % {"number": self.credited_number}
            return _("To be paid within %(days)d days.") % {"days": self.sender.payment_days}

    @property
    def exemption_reason(self) -> str:
        """Why no tax is added; empty where it is."""
        if self.sender.vat_category == VatCategory.STANDARD or self.sender.exemption_reason:
            return self.sender.exemption_reason
        with override("sv"):
            return _("Compensation by law (2017:612), without value added tax")


def invoice_of(statement: Statement, content: Content) -> Invoice:
    """The invoice with the details that were approved when it was issued.

    Raises `NothingOwed`, or `InvoicePartyUnknown` where those of a party are missing.
    """
    if not statement.amount:
        raise NothingOwed
    sender, credited = sender_of(statement), statement.credits
    issued_on = timezone.localdate(statement.issued_at)
    with override("sv"):
        return Invoice(
            number=statement.number,
            is_credit_note=credited is not None,
            credited_number=credited.number if credited else "",
            credited_on=timezone.localdate(credited.issued_at) if credited else None,
            issued_on=issued_on,
            due_on=issued_on + timedelta(days=sender.payment_days),
            first=first_day(statement.month),
            last=last_day(statement.month),
            sender=sender,
            receiver=receiver_of(statement),
            lines=tuple(_lines(content)),
            allowances=tuple(_allowances(content)),
        )


def _lines(content: Content) -> Iterator[InvoiceLine]:
    for charge in _charges(content):
        if charge.kind is not ChargeKind.DISCOUNT:
            days, kronor = charge.days, charge.kronor
            is_days = days is not None and kronor is not None and _is_product(charge.amount, days, kronor)
            yield InvoiceLine(
                name=f"{CHARGES[charge.kind]}, {month_name(content.month)}",
                ground=charge.ground,
                amount=charge.amount,
                quantity=days if is_days and days is not None else Decimal(1),
                price=kronor if is_days and kronor is not None else charge.amount,
                is_days=is_days,
            )


def _allowances(content: Content) -> Iterator[Allowance]:
    for charge in _charges(content):
        if charge.kind is ChargeKind.DISCOUNT:
            yield Allowance(f"{CHARGES[charge.kind]}: {charge.ground}", -charge.amount)


def _charges(content: Content) -> Iterator[Charge]:
    for part in content.parts:
        yield from part.charges


def _is_product(amount: Decimal, days: Decimal, kronor: Decimal) -> bool:
    """Whether whoever reads the line gets its sum by multiplying."""
    return (days * kronor).quantize(ORE, ROUND_HALF_UP) == amount
