"""An e-invoice as the tests read it: by the standard's schemas, and by short paths."""

import tempfile
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas" / "ubl-2.1.zip"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"
NAMES = {"cac": f"{UBL}:CommonAggregateComponents-2", "cbc": f"{UBL}:CommonBasicComponents-2"}


def read(document: bytes) -> etree._Element:
    """Its root."""
    return etree.fromstring(document)


def kind_of(root: etree._Element) -> str:
    """Invoice or CreditNote."""
    return etree.QName(root).localname


@cache
def schema(kind: str) -> etree.XMLSchema:
    """The XSD of a kind of document."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(SCHEMAS) as file:
            file.extractall(folder)
        return etree.XMLSchema(file=f"{folder}/xsd/maindoc/UBL-{kind}-2.1.xsd")


def schema_faults(root: etree._Element) -> list[str]:
    """What the schema finds; nothing where the document is valid."""
    of_kind = schema(kind_of(root))
    of_kind.validate(root)
    return [entry.message for entry in of_kind.error_log]


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements of a path."""
    elements: list[etree._Element] = root.xpath(path, namespaces=NAMES)
    return elements


def texts(root: etree._Element, path: str) -> list[str]:
    """The texts of a path's elements."""
    return [(one.text or "") if isinstance(one, etree._Element) else str(one) for one in found(root, path)]
