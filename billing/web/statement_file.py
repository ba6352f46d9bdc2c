"""What a statement can be fetched as."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment
from billing.errors import InvoicePartyUnknown
from billing.exports.files import E_INVOICE, VOUCHER
from billing.exports.parties import receiver_of, sender_of
from billing.models import Statement
from billing.statements.content import Content
from billing.web.statement_paper import statement_pdf
from billing.web.statement_tables import statement_csv, statement_workbook
from look.workbook import XLSX


@dataclass(frozen=True, slots=True)
class StatementFile:
    """One way to fetch it: what addresses call it, what the page does, its content type, and what makes it."""

    name: str
    title: Promise | str
    kind: str
    make: Callable[[Statement, Content], bytes]
    permission: Permission = Permission.READ_MONTH

    @property
    def route(self) -> str:
        """What `reverse` calls it."""
        return f"statement-{self.name.replace('.', '-')}"

    def file_name(self, statement: Statement) -> str:
        """By the document's number, which says nothing of a patient."""
        return f"{statement.number}-{self.name}"


OF_WHAT_IT_SAYS = (
    StatementFile("statement.pdf", "PDF", "application/pdf", statement_pdf),
    StatementFile("lines.xlsx", "Excel", XLSX, statement_workbook),
    StatementFile("lines.csv", "CSV", "text/csv; charset=utf-8", statement_csv),
)
OF_INVOICE = StatementFile(E_INVOICE.name, gettext_lazy("E-invoice (Peppol)"), E_INVOICE.kind, E_INVOICE.make)
OF_ACCOUNTS = StatementFile(
    VOUCHER.name, gettext_lazy("Voucher (SIE 4)"), VOUCHER.kind, VOUCHER.make, Permission.REGISTER_PAYMENT
)
FILES = (*OF_WHAT_IT_SAYS, OF_INVOICE, OF_ACCOUNTS)


def files_for(reader: Assignment, statement: Statement) -> list[StatementFile]:
    """Those that can be made of it and that the reader may have."""
    files = [*OF_WHAT_IT_SAYS]
    try:
        receiver_of(statement)
        sender = sender_of(statement)
    except InvoicePartyUnknown:
        return files
    if statement.amount:
        files += [OF_INVOICE, *([OF_ACCOUNTS] if sender.has_accounts else [])]
    return [file for file in files if may(reader, file.permission)]
