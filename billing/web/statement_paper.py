"""A statement or a credit note on paper: tagged PDF in Swedish, with care episodes by number and never by name."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.places import MUNICIPALITIES, REGIONS
from billing.models import Statement, StatementKind
from billing.statements.content import Content
from billing.web.numbers import date_in_words, kronor, month
from billing.web.statement_lines import PartShown, line_rows, parts_shown
from look.paper import Paper, Section, pdf_of


def statement_pdf(statement: Statement, content: Content) -> bytes:
    """The PDF; what it says is what the page says."""
    return pdf_of(statement_paper(statement, content))


def statement_paper(statement: Statement, content: Content) -> Paper:
    """What stands on the paper, whoever fetches it."""
    with override("sv"):
        return Paper(
            title=f"{_kind(statement)} {statement.number}",
            language="sv",
            facts=list(_facts(statement, content)),
            sections=list(_sections(content)),
            foot=f"{_kind(statement)} {statement.number}",
        )


def _kind(statement: Statement) -> str:
    return _("Credit note") if statement.kind == StatementKind.CREDIT_NOTE else _("Statement")


def _facts(statement: Statement, content: Content) -> Iterator[tuple[str, str]]:
    yield _("From"), REGIONS[statement.region_code].name
    yield _("To"), MUNICIPALITIES[statement.municipality_code].name
    yield _("Month"), month(statement.month)
    yield _("Issued"), date_in_words(timezone.localdate(statement.issued_at))
    yield _("Amount"), kronor(statement.amount)
    if statement.credits:
        yield _("This takes back a statement"), f"{statement.credits.number} ({statement.reason})"
    yield _("As known"), timezone.localtime(statement.as_of).strftime("%Y-%m-%d %H:%M")
    yield _("Digest of all that it says"), statement.digest


def _sections(content: Content) -> Iterator[Section]:
    for part in parts_shown(content):
        yield _charges(part)
        yield Section(
            _("The numbers that it comes from"),
            header=(_("What"), _("How many")),
            rows=part.figures,
            figures=(1,),
        )
        if part.readings:
            yield _readings(part)
    yield _lines(content)


def _charges(part: PartShown) -> Section:
    rows = [(row.what, row.days, row.kronor, row.amount, row.charge.ground) for row in part.charges]
    return Section(
        part.part.name,
        header=(_("What"), _("Days"), _("Kronor a day"), _("Amount"), _("Ground")),
        rows=[*rows, (_("Together"), "", "", part.amount, "")],
        figures=(1, 2, 3),
    )


def _readings(part: PartShown) -> Section:
    """What the texts leave open, and what the whole month would have cost otherwise."""
    return Section(
        _("Unsettled readings"),
        header=(_("Question"), _("Read as"), _("Otherwise"), _("Amount")),
        rows=[
            (reading.question, reading.read_as, other.words, other.amount or reading.why_not)
            for reading in part.readings
            for other in reading.alternatives
        ],
    )


def _lines(content: Content) -> Section:
    return Section(
        _("Care episodes"),
        header=(
            _("Care episode"),
            _("Ready for discharge"),
            _("Went home"),
            _("Days"),
            _("Counted"),
            _("Why"),
        ),
        rows=[
            (
                row.line.episode_id,
                row.ready,
                row.home,
                row.days,
                row.counted,
                " ".join([row.why, *row.warnings, *(each.sentence for each in row.corrections)]),
            )
            for row in line_rows(content)
        ],
        figures=(3,),
    )
