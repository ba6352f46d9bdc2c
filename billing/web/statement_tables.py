"""A statement's care episodes and charges as tables for a spreadsheet: numbers as numbers, times as times."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from billing.exports.words import CHARGES
from billing.models import Statement
from billing.statements.content import Content, Line
from billing.web.episode_rows import COUNTED
from billing.web.statement_lines import line_rows
from look.spreadsheet import csv_of
from look.workbook import Sheet, as_workbook


def statement_csv(statement: Statement, content: Content) -> bytes:
    """The care episodes, in the order of their numbers."""
    return csv_of(_header(), _lines(statement, content))


def statement_workbook(statement: Statement, content: Content) -> bytes:
    """The care episodes on one sheet, and on another what the amount is made of."""
    charges_header = [_("Document"), _("Agreement"), _("What"), _("Days"), _("Kronor a day"), _("Amount")]
    return as_workbook(
        [
            Sheet(_("Care episodes"), _header(), _lines(statement, content)),
            Sheet(_("What the amount is made of"), charges_header, _charges(statement, content)),
        ],
        title=statement.number,
        made_at=timezone.localtime(statement.issued_at),
    )


def _header() -> list[str]:
    return [
        _("Document"),
        _("Agreement"),
        _("Care episode"),
        _("Ready for discharge"),
        _("Went home"),
        _("Days"),
        _("Days to pay"),
        _("Counted"),
        _("Why"),
        _("Ground"),
        _("Warnings"),
        _("Corrections"),
    ]


def _lines(statement: Statement, content: Content) -> Iterator[Sequence[object]]:
    for row in line_rows(content):
        line = row.line
        yield [
            statement.number,
            line.agreement,
            line.episode_id,
            _time(line, "discharge_ready_at"),
            _time(line, "discharged_at"),
            line.days,
            line.payable_days,
            str(COUNTED[line.status][0]),
            row.why,
            line.ground,
            " ".join(row.warnings),
            " ".join(each.sentence for each in row.corrections),
        ]


def _charges(statement: Statement, content: Content) -> Iterator[Sequence[object]]:
    """A credit note takes back what the statement asked for, so its amounts are below zero."""
    sign = -1 if statement.credits_id else 1
    for part in content.parts:
        for charge in part.charges:
            what = str(CHARGES[charge.kind])
            yield [statement.number, part.agreement, what, charge.days, charge.kronor, sign * charge.amount]
    yield [statement.number, "", _("Together"), None, None, statement.amount]


def _time(line: Line, name: str) -> datetime | None:
    said = line.facts.get(name)
    return None if said is None else datetime.fromisoformat(said)
