"""The files that leave the house: their names and content types, and the bytes made of a document, always the same."""

from collections.abc import Callable
from dataclasses import dataclass

from billing.exports.invoice import Invoice, invoice_of
from billing.exports.sie import sie_of
from billing.exports.ubl import ubl_of
from billing.exports.voucher import voucher_of
from billing.models import Statement
from billing.statements.content import Content


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One form of an invoice."""

    name: str
    kind: str
    write: Callable[[Invoice], bytes]

    def make(self, statement: Statement, content: Content) -> bytes:
        """The file's bytes; refusals are those of `invoice_of` and `voucher_of`."""
        return self.write(invoice_of(statement, content))

    def file_name(self, statement: Statement) -> str:
        """By the document's number, which says nothing of a patient."""
        return f"{statement.number}-{self.name}"


E_INVOICE = ExportFile("invoice.xml", "application/xml", ubl_of)
VOUCHER = ExportFile("voucher.si", "application/octet-stream", lambda invoice: sie_of(voucher_of(invoice)))
