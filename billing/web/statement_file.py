"""What a statement can be fetched as."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

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

    @property
    def route(self) -> str:
        """What `reverse` calls it."""
        return f"statement-{self.name.replace('.', '-')}"

    def file_name(self, statement: Statement) -> str:
        """By the document's number, which says nothing of a patient."""
        return f"{statement.number}-{self.name}"


FILES = (
    StatementFile("statement.pdf", "PDF", "application/pdf", statement_pdf),
    StatementFile("lines.xlsx", "Excel", XLSX, statement_workbook),
    StatementFile("lines.csv", "CSV", "text/csv; charset=utf-8", statement_csv),
)
