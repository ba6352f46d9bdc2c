"""An invoice as UBL 2.1 by Peppol BIS Billing 3: `Invoice`, or `CreditNote` which refers to its invoice."""

from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

from billing.exports.invoice import Invoice, InvoiceLine
from billing.exports.ubl_parts import Element, money, node, quantity
from billing.models import EndpointScheme, VatCategory
from billing.models.invoice_parties import InvoiceParty

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE, CREDIT_NOTE = "380", "381"  # UNCL1001
CREDIT_TRANSFER = "30"  # UNCL4461
BANKGIRO = "SE:BANKGIRO"
DISCOUNT = "95"  # UNCL5189
DAYS, ONE = "DAY", "C62"  # UN/ECE Recommendation 20
NOT_SUBJECT_TO_VAT = "VATEX-EU-O"


def ubl_of(invoice: Invoice) -> bytes:
    """The document as bytes of XML."""
    kind = "CreditNote" if invoice.is_credit_note else "Invoice"
    root = node(kind, *_head(invoice, kind), *_parties(invoice), *_payment(invoice), *_sums(invoice, kind))
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True)


def _head(invoice: Invoice, kind: str) -> Iterator[Element]:
    yield node("CustomizationID", CUSTOMIZATION)
    yield node("ProfileID", PROFILE)
    yield node("ID", invoice.number)
    yield node("IssueDate", invoice.issued_on.isoformat())
    if not invoice.is_credit_note:
        yield node("DueDate", invoice.due_on.isoformat())
    yield node(f"{kind}TypeCode", CREDIT_NOTE if invoice.is_credit_note else INVOICE)
    yield node("DocumentCurrencyCode", "SEK")
    yield node("BuyerReference", invoice.receiver.buyer_reference)
    yield node(
        "InvoicePeriod",
        node("StartDate", invoice.first.isoformat()),
        node("EndDate", invoice.last.isoformat()),
    )
    if invoice.credited_on:
        yield node(
            "BillingReference",
            node(
                "InvoiceDocumentReference",
                node("ID", invoice.credited_number),
                node("IssueDate", invoice.credited_on.isoformat()),
            ),
        )


def _parties(invoice: Invoice) -> Iterator[Element]:
    yield node("AccountingSupplierParty", _party(invoice.sender, _tax_number(invoice)))
    yield node("AccountingCustomerParty", _party(invoice.receiver, ""))


def _tax_number(invoice: Invoice) -> str:
    """The seller's VAT number; what lies outside of the tax may not have one (BR-O-02)."""
    if invoice.sender.vat_category == VatCategory.OUTSIDE:
        return ""
    return f"SE{invoice.sender.organisation_number}01"


def _party(party: InvoiceParty, tax_number: str) -> Element:
    address = [
        node(tag, said)
        for tag, said in (
            ("StreetName", party.street),
            ("CityName", party.city),
            ("PostalZone", party.postcode),
        )
        if said
    ]
    country = node("Country", node("IdentificationCode", "SE"))
    tax = (
        [node("PartyTaxScheme", node("CompanyID", tax_number), node("TaxScheme", node("ID", "VAT")))]
        if tax_number
        else []
    )
    return node(
        "Party",
        node("EndpointID", party.endpoint_id, schemeID=party.endpoint_scheme),
        node("PartyName", node("Name", party.name)),
        node("PostalAddress", *address, country),
        *tax,
        node(
            "PartyLegalEntity",
            node("RegistrationName", party.name),
            node("CompanyID", party.organisation_number, schemeID=EndpointScheme.ORGANISATION_NUMBER.value),
        ),
    )


def _payment(invoice: Invoice) -> Iterator[Element]:
    if not invoice.is_credit_note:
        yield node(
            "PaymentMeans",
            node("PaymentMeansCode", CREDIT_TRANSFER),
            node("PaymentID", invoice.number),
            node(
                "PayeeFinancialAccount",
                node("ID", invoice.sender.bankgiro),
                node("FinancialInstitutionBranch", node("ID", BANKGIRO)),
            ),
        )
    yield node("PaymentTerms", node("Note", invoice.terms))


def _sums(invoice: Invoice, kind: str) -> Iterator[Element]:
    for one in invoice.allowances:
        yield node(
            "AllowanceCharge",
            node("ChargeIndicator", "false"),
            node("AllowanceChargeReasonCode", DISCOUNT),
            node("AllowanceChargeReason", one.reason),
            money("Amount", one.amount),
            _category("TaxCategory", invoice),
        )
    yield node(
        "TaxTotal",
        money("TaxAmount", invoice.tax),
        node(
            "TaxSubtotal",
            money("TaxableAmount", invoice.without_tax),
            money("TaxAmount", invoice.tax),
            _category("TaxCategory", invoice, *_exemption(invoice)),
        ),
    )
    sums = [
        ("LineExtensionAmount", invoice.lines_sum),
        ("TaxExclusiveAmount", invoice.without_tax),
        ("TaxInclusiveAmount", invoice.payable),
        *([("AllowanceTotalAmount", invoice.allowances_sum)] if invoice.allowances else []),
        ("PayableAmount", invoice.payable),
    ]
    yield node("LegalMonetaryTotal", *(money(tag, amount) for tag, amount in sums))
    for number, line in enumerate(invoice.lines, start=1):
        yield _line(invoice, kind, number, line)


def _line(invoice: Invoice, kind: str, number: int, line: InvoiceLine) -> Element:
    quantity_tag = "CreditedQuantity" if invoice.is_credit_note else "InvoicedQuantity"
    return node(
        f"{kind}Line",
        node("ID", str(number)),
        quantity(quantity_tag, line.quantity, DAYS if line.is_days else ONE),
        money("LineExtensionAmount", line.amount),
        node(
            "Item",
            node("Description", line.ground),
            node("Name", line.name),
            _category("ClassifiedTaxCategory", invoice),
        ),
        node("Price", money("PriceAmount", line.price)),
    )


def _category(tag: str, invoice: Invoice, *exemption: Element) -> Element:
    """The tax's category; what lies outside of it has no rate either."""
    category, rate = invoice.sender.vat_category, Decimal(invoice.sender.vat_percent)
    percent = [] if category == VatCategory.OUTSIDE else [node("Percent", str(rate))]
    return node(tag, node("ID", category), *percent, *exemption, node("TaxScheme", node("ID", "VAT")))


def _exemption(invoice: Invoice) -> Iterator[Element]:
    if invoice.sender.vat_category == VatCategory.OUTSIDE:
        yield node("TaxExemptionReasonCode", NOT_SUBJECT_TO_VAT)
    if invoice.exemption_reason:
        yield node("TaxExemptionReason", invoice.exemption_reason)
