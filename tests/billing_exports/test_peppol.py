"""The e-invoice: valid by the schemas of UBL 2.1, and each rule of Peppol BIS Billing 3 that concerns it."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billing.exports.invoice import Allowance, Invoice, InvoiceLine
from billing.exports.ubl import ubl_of
from tests.billing_exports.documents import found, read, schema_faults, texts
from tests.billing_exports.invoices import AVERAGED, DISCOUNT, INDIVIDUAL, a_credit_note, an_invoice
from tests.billing_exports.rules import RULES, SELLER

BOTH = {"lines": (AVERAGED, INDIVIDUAL), "allowances": (DISCOUNT,)}
EXEMPT = {"sender_vat_category": "E"}
TAXED = {"sender_vat_category": "S", "sender_vat_percent": 25}
DOCUMENTS = {
    "an invoice": an_invoice(),
    "two lines and a discount": an_invoice(**BOTH),
    "exempt from tax": an_invoice(**BOTH, **EXEMPT),
    "with tax": an_invoice(**BOTH, **TAXED),
    "by GLN and without an address": an_invoice(
        sender_endpoint_scheme="0088", sender_endpoint_id="7300010000001", sender_street="", sender_city=""
    ),
    "a credit note": a_credit_note(**BOTH),
    "a credit note with tax": a_credit_note(**BOTH, **TAXED),
}

SPOILERS: dict[str, tuple[str, str]] = {
    "SE-R-001": (f"{SELLER}/cac:PartyTaxScheme/cbc:CompanyID", "SE0000000133"),
    "SE-R-002": (f"{SELLER}/cac:PartyTaxScheme/cbc:CompanyID", "SE00000A013301"),
    "SE-R-003": (f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "000000-0133"),
    "SE-R-004": (f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "000000133"),
    "SE-R-005": (f"{SELLER}/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID", "TAX"),
    "SE-R-006": ("//cac:ClassifiedTaxCategory/cbc:Percent", "20"),
    "SE-R-007": ("//cac:FinancialInstitutionBranch/cbc:ID", "SE:PLUSGIRO"),
    "SE-R-008": ("//cac:PayeeFinancialAccount/cbc:ID", "5050-1055"),
    "SE-R-009": ("//cac:PayeeFinancialAccount/cbc:ID", "505010"),
    "SE-R-010": ("//cac:FinancialInstitutionBranch/cbc:ID", "SE:PLUSGIRO"),
    "SE-R-011": ("//cbc:PaymentMeansCode", "50"),
    "SE-R-012": ("//cbc:PaymentMeansCode", "31"),
    "SE-R-013": (f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "0000000134"),
    "Bankgiro with means code 30": ("//cbc:PaymentMeansCode", "42"),
    "PEPPOL-COMMON-R049": (f"{SELLER}/cbc:EndpointID", "0000000134"),
    "PEPPOL-COMMON-R040": ("//cbc:EndpointID/@schemeID", "0088"),
    "PEPPOL-EN16931-R001": ("cbc:ProfileID", ""),
    "PEPPOL-EN16931-R003": ("cbc:BuyerReference", ""),
    "PEPPOL-EN16931-R004": ("cbc:CustomizationID", "urn:cen.eu:en16931:2017"),
    "PEPPOL-EN16931-R007": ("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing"),
    "PEPPOL-EN16931-R008": ("cac:PaymentTerms/cbc:Note", " "),
    "PEPPOL-EN16931-R010": ("cac:AccountingCustomerParty/cac:Party/cbc:EndpointID", ""),
    "PEPPOL-EN16931-R020": (f"{SELLER}/cbc:EndpointID", ""),
    "PEPPOL-EN16931-R043": ("//cbc:ChargeIndicator", "no"),
    "PEPPOL-EN16931-R051": ("//cbc:PayableAmount/@currencyID", "EUR"),
    "PEPPOL-EN16931-R053": ("cac:TaxTotal/cac:TaxSubtotal", ""),
    "PEPPOL-EN16931-R120": ("//cbc:InvoicedQuantity", "3"),
    "PEPPOL-EN16931-P0100": ("cbc:InvoiceTypeCode", "383"),
    "BR-CO-10": ("cac:LegalMonetaryTotal/cbc:LineExtensionAmount", "1.00"),
    "BR-CO-11": ("//cbc:AllowanceTotalAmount", "1.00"),
    "BR-CO-13": ("//cbc:TaxExclusiveAmount", "1.00"),
    "BR-CO-15": ("//cbc:TaxInclusiveAmount", "1.00"),
    "BR-CO-16": ("//cbc:PayableAmount", "1.00"),
    "BR-27": ("//cbc:PriceAmount", "-1.00"),
    "BR-33": ("//cbc:AllowanceChargeReason", ""),
    "BR-S-02": (f"{SELLER}/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID", "TAX"),
    "BR-E-02": (f"{SELLER}/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID", "TAX"),
    "BR-E-05": ("//cac:ClassifiedTaxCategory/cbc:Percent", "25"),
    "BR-O-05": ("//cac:ClassifiedTaxCategory/cbc:ID", "O"),
    "BR-O-11": ("//cac:ClassifiedTaxCategory/cbc:ID", "O"),
    "a credit note refers to its invoice": ("cac:BillingReference", ""),
    "a discount is an allowance": ("//cbc:ChargeIndicator", "true"),
}
"""A value that breaks each rule; an empty one takes the element away."""
SPOILED_IN = {
    "BR-E-02": "exempt from tax",
    "BR-E-05": "exempt from tax",
    "a credit note refers to its invoice": "a credit note",
}


def document(invoice: Invoice) -> etree._Element:
    return read(ubl_of(invoice))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_is_valid_by_the_schema(name: str) -> None:
    assert schema_faults(document(DOCUMENTS[name])) == []


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("rule", RULES)
def test_it_obeys(rule: str, name: str) -> None:
    assert RULES[rule](document(DOCUMENTS[name]))


@pytest.mark.parametrize("rule", SPOILERS)
def test_its_rules_are_such_as_can_be_broken(rule: str) -> None:
    """A rule that no document breaks would prove nothing."""
    root = document(DOCUMENTS[SPOILED_IN.get(rule, "with tax")])
    path, value = SPOILERS[rule]
    path, _, attribute = path.partition("/@")
    for element in found(root, path):
        if attribute:
            element.set(attribute, value)
        elif value:
            element.text = value
        else:
            element.getparent().remove(element)
    assert not RULES[rule](root)


def test_it_is_refused_by_the_schema_where_the_order_is_another() -> None:
    root = document(an_invoice())
    root.append(found(root, "cbc:IssueDate")[0])
    assert schema_faults(root)


def test_it_says_what_the_invoice_says() -> None:
    root = document(an_invoice(**BOTH))
    assert texts(root, "cbc:ID") == ["13-2027-0001"]
    assert texts(root, "cbc:IssueDate | cbc:DueDate") == ["2027-04-20", "2027-05-20"]
    assert texts(root, "cac:InvoicePeriod/*") == ["2027-03-01", "2027-03-31"]
    assert texts(root, "cac:PaymentMeans/cac:PayeeFinancialAccount//cbc:ID") == ["50501055", "SE:BANKGIRO"]
    assert texts(root, "//cbc:InvoicedQuantity") == ["2.5", "1"]
    assert [str(unit) for unit in root.xpath("//@unitCode")] == ["DAY", "C62"]
    assert texts(root, "cac:AllowanceCharge/cbc:Amount") == ["13125.18"]
    assert texts(root, "//cbc:PayableAmount") == ["24375.32"]
    assert texts(
        root, "//cac:TaxSubtotal/cac:TaxCategory/*[self::cbc:ID or self::cbc:TaxExemptionReasonCode]"
    ) == [
        "O",
        "VATEX-EU-O",
    ]


def test_it_gives_back_above_zero_and_asks_for_no_payment() -> None:
    root = document(a_credit_note(**BOTH))
    assert texts(root, "cac:BillingReference//*[not(*)]") == ["13-2027-0001", "2027-04-20"]
    assert texts(root, "//cbc:CreditedQuantity") == ["2.5", "1"]
    assert texts(root, "//cbc:PayableAmount") == ["24375.32"]
    assert not found(root, "cac:PaymentMeans")
    assert texts(root, "cac:PaymentTerms/cbc:Note") == ["Räknas av mot 13-2027-0001."]


def test_it_adds_the_tax_of_its_region() -> None:
    root = document(an_invoice(**TAXED))
    assert texts(root, "cac:TaxTotal/cbc:TaxAmount") == ["6250.00"]
    assert texts(root, "//cbc:PayableAmount") == ["31250.00"]
    assert texts(root, f"{SELLER}/cac:PartyTaxScheme/cbc:CompanyID") == ["SE000000013301"]


def test_it_shows_letters_as_they_are_and_runs_none_of_them() -> None:
    root = document(an_invoice(sender_name="Å & Ö <b>AB</b>"))
    assert texts(root, f"{SELLER}/cac:PartyName/cbc:Name") == ["Å & Ö <b>AB</b>"]


SUM = st.decimals(Decimal("0.01"), Decimal(10_000_000), places=2)
DAYS = st.decimals(Decimal("0.000001"), Decimal(500), places=6)


@st.composite
def random_lines(draw: Callable[..., object]) -> InvoiceLine:
    days, price = draw(DAYS), draw(SUM)
    assert isinstance(days, Decimal) and isinstance(price, Decimal)
    product = max((days * price).quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal("0.01"))
    if product == (days * price).quantize(Decimal("0.01"), ROUND_HALF_UP):
        return InvoiceLine("Dagar", "§ 4", product, days, price, True)
    return InvoiceLine("Dagar", "§ 4", price, Decimal(1), price, False)


@given(
    lines=st.lists(random_lines(), min_size=1, max_size=4),
    part=st.integers(0, 100),
    vat=st.sampled_from([("O", 0), ("E", 0), ("S", 25), ("S", 12), ("S", 6)]),
    is_credit_note=st.booleans(),
)
def test_it_obeys_whatever_the_month_was(
    lines: list[InvoiceLine], part: int, vat: tuple[str, int], is_credit_note: bool
) -> None:
    off = (sum(line.amount for line in lines) * part / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    make = a_credit_note if is_credit_note else an_invoice
    root = document(
        make(
            lines=tuple(lines),
            allowances=(Allowance("Rabatt", Decimal(off)),) if off else (),
            sender_vat_category=vat[0],
            sender_vat_percent=vat[1],
        )
    )
    assert schema_faults(root) == []
    assert [rule for rule, obeys in RULES.items() if not obeys(root)] == []
