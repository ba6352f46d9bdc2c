"""Elements of UBL 2.1: those with a value in one namespace, those with elements in another."""

from decimal import Decimal
from xml.etree import ElementTree as ET

Element = ET.Element
_SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd"
AGGREGATE, BASIC = f"{_SCHEMA}:CommonAggregateComponents-2", f"{_SCHEMA}:CommonBasicComponents-2"
DOCUMENTS = {kind: f"{_SCHEMA}:{kind}-2" for kind in ("Invoice", "CreditNote")}

ET.register_namespace("cac", AGGREGATE)
ET.register_namespace("cbc", BASIC)
for _kind, _namespace in DOCUMENTS.items():
    ET.register_namespace("ubl" if _kind == "Invoice" else "cn", _namespace)


def node(tag: str, *within: Element | str, **attributes: str) -> Element:
    """An element of the name with a text or with elements in it; a document's name makes its root."""
    is_basic = len(within) == 1 and isinstance(within[0], str)
    made = Element(f"{{{DOCUMENTS.get(tag, BASIC if is_basic else AGGREGATE)}}}{tag}", attributes)
    for one in within:
        if isinstance(one, str):
            made.text = one
        else:
            made.append(one)
    return made


def money(tag: str, amount: Decimal) -> Element:
    """An amount in kronor and öre."""
    return node(tag, f"{amount:.2f}", currencyID="SEK")


def quantity(tag: str, value: Decimal, unit: str) -> Element:
    """A number of units with the decimals that it needs."""
    return node(tag, f"{value.normalize():f}", unitCode=unit)
