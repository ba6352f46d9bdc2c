"""The rules of Peppol BIS Billing 3 that concern such an invoice, each read from its text and told in a line of Python.

The schematron itself is Peppol's and stands in no repository but theirs; the names are theirs (SE-R are the Swedish
rules). Each rule says whether a document obeys it.
"""

from collections.abc import Callable
from decimal import Decimal

from lxml.etree import _Element as Root

from tests.billing_exports.documents import found, kind_of, texts

SELLER = "cac:AccountingSupplierParty/cac:Party"
BUYER = "cac:AccountingCustomerParty/cac:Party"
SELLER_TAX = f"{SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"
LINES = "cac:InvoiceLine | cac:CreditNoteLine"
ALL_CATEGORIES = "//cac:TaxCategory | //cac:ClassifiedTaxCategory"
SUMS = "cac:LegalMonetaryTotal/cbc"
ACCOUNT = "cac:PaymentMeans/cac:PayeeFinancialAccount"
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


def has_check_digit(number: str) -> bool:
    """By Luhn, as SE-R-013 and R049 reckon."""
    digits = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(digit // 10 + digit % 10 for digit in digits) % 10 == 0


def amount(root: Root, path: str) -> Decimal:
    """The sum of a path's amounts; nothing is 0."""
    return sum(map(Decimal, texts(root, path)), Decimal(0))


def one(root: Root, path: str) -> bool:
    return len(found(root, path)) == 1


def organisation_numbers(root: Root) -> list[str]:
    return texts(root, f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID")


def of_scheme(root: Root, scheme: str) -> list[str]:
    return texts(root, f"//cbc:EndpointID[@schemeID='{scheme}'] | //cbc:CompanyID[@schemeID='{scheme}']")


def categories(root: Root) -> set[str]:
    return set(texts(root, "(//cac:TaxCategory | //cac:ClassifiedTaxCategory)/cbc:ID"))


def is_product(root: Root) -> bool:
    """A line is its quantity times its price, within the two öre that the rule allows."""
    return all(
        abs(
            amount(line, "cbc:InvoicedQuantity | cbc:CreditedQuantity")
            * amount(line, "cac:Price/cbc:PriceAmount")
            - amount(line, "cbc:LineExtensionAmount")
        )
        <= Decimal("0.02")
        for line in found(root, LINES)
    )


def percent_fits(root: Root, category: str, allowed: set[str]) -> bool:
    """The rates that a category has; an empty text is none."""
    named = [each for each in found(root, ALL_CATEGORIES) if texts(each, "cbc:ID") == [category]]
    return all("".join(texts(each, "cbc:Percent")) in allowed for each in named)


RULES: dict[str, Callable[[Root], bool]] = {
    # Sweden's own
    "SE-R-001": lambda root: all(len(number) == 14 for number in texts(root, SELLER_TAX)),
    "SE-R-002": lambda root: all(number[2:].isdecimal() for number in texts(root, SELLER_TAX)),
    "SE-R-003": lambda root: all(number.isdecimal() for number in organisation_numbers(root)),
    "SE-R-004": lambda root: all(len(number) == 10 for number in organisation_numbers(root)),
    "SE-R-005": lambda root: all(
        text == "GODKÄND FÖR F-SKATT"
        for text in texts(root, f"{SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!='VAT']/cbc:CompanyID")
    ),
    "SE-R-006": lambda root: percent_fits(root, "S", {"25", "12", "6"}),
    "SE-R-007": lambda root: not found(root, f"{ACCOUNT}//cbc:ID[.='SE:PLUSGIRO']"),
    "SE-R-008": lambda root: all(number.isdecimal() for number in texts(root, f"{ACCOUNT}/cbc:ID")),
    "SE-R-009": lambda root: all(len(number) in (7, 8) for number in texts(root, f"{ACCOUNT}/cbc:ID")),
    "SE-R-010": lambda root: not found(root, f"{ACCOUNT}//cbc:ID[.='SE:PLUSGIRO']"),
    "SE-R-011": lambda root: not {"50", "56"} & {*texts(root, "cac:PaymentMeans/cbc:PaymentMeansCode")},
    "SE-R-012": lambda root: "31" not in texts(root, "cac:PaymentMeans/cbc:PaymentMeansCode"),
    "SE-R-013": lambda root: all(map(has_check_digit, organisation_numbers(root))),
    "Bankgiro with means code 30": lambda root: all(
        texts(means, "cbc:PaymentMeansCode") == ["30"]
        and texts(means, "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID") == ["SE:BANKGIRO"]
        for means in found(root, "cac:PaymentMeans")
    ),
    # Peppol's
    "PEPPOL-COMMON-R049": lambda root: all(
        len(number) == 10 and number.isdecimal() and has_check_digit(number)
        for number in of_scheme(root, "0007")
    ),
    "PEPPOL-COMMON-R040": lambda root: all(len(number) == 13 for number in of_scheme(root, "0088")),
    "PEPPOL-EN16931-R001": lambda root: one(root, "cbc:ProfileID"),
    "PEPPOL-EN16931-R003": lambda root: bool("".join(texts(root, "cbc:BuyerReference"))),
    "PEPPOL-EN16931-R004": lambda root: texts(root, "cbc:CustomizationID") == [CUSTOMIZATION],
    "PEPPOL-EN16931-R007": lambda root: (
        texts(root, "cbc:ProfileID") == ["urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"]
    ),
    "PEPPOL-EN16931-R008": lambda root: not found(root, "//*[not(*) and not(normalize-space())]"),
    "PEPPOL-EN16931-R010": lambda root: one(root, f"{BUYER}/cbc:EndpointID"),
    "PEPPOL-EN16931-R020": lambda root: one(root, f"{SELLER}/cbc:EndpointID"),
    "PEPPOL-EN16931-R043": lambda root: {*texts(root, "//cbc:ChargeIndicator")} <= {"true", "false"},
    "PEPPOL-EN16931-R051": lambda root: (
        {*map(str, root.xpath("//@currencyID"))} == {*texts(root, "cbc:DocumentCurrencyCode")}
    ),
    "PEPPOL-EN16931-R053": lambda root: one(root, "cac:TaxTotal[cac:TaxSubtotal]"),
    "PEPPOL-EN16931-R120": is_product,
    "PEPPOL-EN16931-P0101": lambda root: (
        texts(root, "cbc:CreditNoteTypeCode") == (["381"] if kind_of(root) == "CreditNote" else [])
    ),
    "PEPPOL-EN16931-P0100": lambda root: (
        texts(root, "cbc:InvoiceTypeCode") == (["380"] if kind_of(root) == "Invoice" else [])
    ),
    # EN 16931's
    "BR-CO-10": lambda root: (
        amount(root, f"({LINES})/cbc:LineExtensionAmount") == amount(root, f"{SUMS}:LineExtensionAmount")
    ),
    "BR-CO-11": lambda root: (
        amount(root, "cac:AllowanceCharge/cbc:Amount") == amount(root, f"{SUMS}:AllowanceTotalAmount")
    ),
    "BR-CO-13": lambda root: (
        amount(root, f"{SUMS}:TaxExclusiveAmount")
        == amount(root, f"{SUMS}:LineExtensionAmount") - amount(root, f"{SUMS}:AllowanceTotalAmount")
    ),
    "BR-CO-15": lambda root: (
        amount(root, f"{SUMS}:TaxInclusiveAmount")
        == amount(root, f"{SUMS}:TaxExclusiveAmount") + amount(root, "cac:TaxTotal/cbc:TaxAmount")
    ),
    "BR-CO-16": lambda root: (
        amount(root, f"{SUMS}:PayableAmount") == amount(root, f"{SUMS}:TaxInclusiveAmount")
    ),
    "BR-CO-25": lambda root: bool(found(root, "cbc:DueDate | cac:PaymentTerms/cbc:Note")),
    "BR-16": lambda root: bool(found(root, LINES)),
    "BR-27": lambda root: all(Decimal(price) >= 0 for price in texts(root, "//cbc:PriceAmount")),
    "BR-33": lambda root: all(
        texts(each, "cbc:AllowanceChargeReason") for each in found(root, "cac:AllowanceCharge")
    ),
    "BR-O-02": lambda root: "O" not in categories(root) or not found(root, SELLER_TAX),
    "BR-O-05": lambda root: percent_fits(root, "O", {""}),
    "BR-O-10": lambda root: (
        "O" not in categories(root)
        or bool(found(root, "//cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason"))
    ),
    "BR-O-11": lambda root: "O" not in categories(root) or categories(root) == {"O"},
    "BR-E-02": lambda root: "E" not in categories(root) or one(root, SELLER_TAX),
    "BR-E-05": lambda root: percent_fits(root, "E", {"0"}),
    "BR-E-10": lambda root: (
        "E" not in categories(root)
        or bool(found(root, "//cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason"))
    ),
    "BR-S-02": lambda root: "S" not in categories(root) or one(root, SELLER_TAX),
    "BR-S-10": lambda root: "S" not in categories(root) or not found(root, "//cbc:TaxExemptionReason"),
    # Ours: what the standard lets a credit note leave out
    "a credit note refers to its invoice": lambda root: (
        kind_of(root) == "Invoice"
        or one(root, "cac:BillingReference/cac:InvoiceDocumentReference[cbc:ID and cbc:IssueDate]")
    ),
    "a discount is an allowance": lambda root: (
        all(
            Decimal(sum_) > 0
            for sum_ in texts(root, f"({LINES})/cbc:LineExtensionAmount | cac:AllowanceCharge/cbc:Amount")
        )
        and {*texts(root, "cac:AllowanceCharge/cbc:ChargeIndicator")} <= {"false"}
    ),
}
