"""A statement as PDF, Excel and CSV: what its page says, numbers as numbers, and no text that a spreadsheet runs."""

import csv
import io
import re
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from lxml import etree

from accounts.models import AccessLogEntry
from billing.actions.credits import credit_statement, propose_credit
from billing.models import Statement
from billing.statements.stored import content_of
from billing.web.statement_paper import statement_paper
from look.spreadsheet import csv_of
from look.workbook import XLSX, Sheet, as_workbook
from tests.billing_statements.issued import a_statement, second_controller
from tests.cast import Cast, api_client_of, client_of

NUMBER = "13-2027-0001"
KINDS = {"statement.pdf": "application/pdf", "lines.xlsx": XLSX, "lines.csv": "text/csv; charset=utf-8"}
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(workbook: bytes, sheet: int = 1) -> list[dict[str, str | None]]:
    """The cells of a sheet by column: numbers as they are stored, texts in quotes."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        texts = [
            "".join(part.text or "" for part in one.iter(f"{CELL}t"))
            for one in etree.fromstring(file.read("xl/sharedStrings.xml"))
        ]
        page = etree.fromstring(file.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert not list(page.iter(f"{CELL}f")), "no cell is a formula"
    return [
        {
            re.sub(r"\d", "", cell.attrib["r"]): repr(texts[int(value.text or 0)])
            if cell.get("t") == "s"
            else value.text
            for cell in row
            if (value := cell.find(f"{CELL}v")) is not None
        }
        for row in page.iter(f"{CELL}row")
    ]


def credited(cast: Cast, statement: Statement) -> Statement:
    propose_credit(statement, by=cast.region_controller, reason="Fel uppgifter")
    return credit_statement(statement, by=second_controller(cast))


@pytest.mark.parametrize("name", KINDS)
def test_it_is_fetched_by_both_sides_only_and_logged(cast: Cast, name: str) -> None:
    a_statement(cast)
    expected = {"region_controller": 200, "municipal_controller": 200, "stranger_controller": 404}
    for who, assignment in cast.everybody():
        for client, prefix in ((client_of(assignment), ""), (api_client_of(assignment), "/api/v1")):
            answer = client.get(f"{prefix}/statements/{NUMBER}/{name}")
            assert answer.status_code == expected.get(who, 403), (who, prefix)
            if answer.status_code == 200:
                assert answer["Content-Type"] == KINDS[name]
    looks = AccessLogEntry.objects.filter(what__startswith=f"statement as {name}")
    assert set(looks.values_list("assignment", flat=True)) == {
        cast.region_controller.pk,
        cast.municipal_controller.pk,
    }
    assert looks.count() == 4


def test_it_is_named_by_its_number(cast: Cast) -> None:
    a_statement(cast)
    answer = client_of(cast.municipal_controller).get(f"/statements/{NUMBER}/statement.pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="{NUMBER}-statement.pdf"'
    page = client_of(cast.municipal_controller).get(f"/statements/{NUMBER}/").content.decode()
    assert all(f'href="/statements/{NUMBER}/{name}"' in page for name in KINDS)


def test_it_has_each_episode_as_a_row_of_csv(cast: Cast) -> None:
    a_statement(cast)
    answer = client_of(cast.municipal_controller).get(f"/statements/{NUMBER}/lines.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Vårdtillfälle"], row["Dagar"], row["Räknas"]) for row in rows] == [
        ("T-1", "3", "i snittet"),
        ("T-2", "4", "i snittet"),
        ("T-3", "0", "i snittet"),
        ("T-4", "0", "inte med"),
    ]
    assert rows[0]["Utskrivningsklar"] == "2027-03-03 13:15"
    assert "samordnad individuell planering" in rows[3]["Varför"]


def test_it_has_numbers_as_numbers_in_a_workbook(cast: Cast) -> None:
    statement = a_statement(cast)
    content = client_of(cast.region_controller).get(f"/statements/{NUMBER}/lines.xlsx").content
    lines = cells(content)
    assert [(row["C"], row["F"]) for row in lines[1:]] == [
        ("'T-1'", "3"),
        ("'T-2'", "4"),
        ("'T-3'", "0"),
        ("'T-4'", "0"),
    ]
    # A spreadsheet counts days from the last of 1899.
    ready = timedelta(days=float(lines[1]["D"])) + datetime(1899, 12, 30)
    assert ready.isoformat(timespec="minutes") == "2027-03-03T13:15"
    charges = cells(content, sheet=2)
    assert charges[1]["D"] == "2.5"
    assert charges[-1]["C"] == "'Tillsammans'"
    assert Decimal(charges[-1]["F"]) == statement.amount == Decimal(25_000)
    assert client_of(cast.region_controller).get(f"/statements/{NUMBER}/lines.xlsx").content == content


def test_it_takes_back_below_zero(cast: Cast) -> None:
    note = credited(cast, a_statement(cast))
    content = client_of(cast.region_controller).get(f"/statements/{note.number}/lines.xlsx").content
    assert [Decimal(row["F"]) for row in cells(content, sheet=2)[1:]] == [Decimal(-25_000)] * 2


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a.se")', "http://a.se", "007"]


@pytest.mark.parametrize("text", FORMULAS)
def test_it_runs_no_text(text: str) -> None:
    at = datetime(2027, 4, 20, 9)
    workbook = as_workbook([Sheet("Blad", ["Ord"], [[text]])], title="T", made_at=at)
    assert cells(workbook)[1] == {"A": repr(text)}
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in file.namelist(), "no link"
    written = csv_of(["Ord"], [[text]]).decode("utf-8-sig").splitlines()[1].strip('"')
    assert not written.startswith(("=", "+", "-", "@", "\t"))


def test_it_writes_a_decimal_exactly_and_an_absent_value_as_nothing() -> None:
    at = datetime(2027, 4, 20, 9)
    row = [Decimal("999999999999.99"), Decimal("-0.01"), None]
    workbook = as_workbook(
        [Sheet("Ett namn som är mycket längre än ett blad får ha", "abc", [row])], title="T", made_at=at
    )
    assert cells(workbook)[1] == {"A": "999999999999.99", "B": "-0.01"}


def test_it_is_on_paper_in_swedish_and_tagged(cast: Cast) -> None:
    statement = a_statement(cast)
    pdf = client_of(cast.municipal_controller).get(f"/statements/{NUMBER}/statement.pdf").content
    for part in (b"%PDF-", b"/StructTreeRoot", b"/MarkInfo", b"pdfuaid"):
        assert part in pdf, part
    paper = statement_paper(statement, content_of(statement))
    assert paper.title == f"Underlag {NUMBER}"
    assert ("Till", "Halmstad") in [(term, value) for term, value in paper.facts]
    charges, numbers, *_, lines = paper.sections
    assert charges.rows[-1] == ("Tillsammans", "", "", "25\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr", "")
    assert ("Riktmärke", "1,5") in numbers.rows
    assert [row[0] for row in lines.rows] == ["T-1", "T-2", "T-3", "T-4"]


def test_it_says_on_paper_what_a_credit_note_takes_back(cast: Cast) -> None:
    note = credited(cast, a_statement(cast))
    paper = statement_paper(note, content_of(note))
    assert paper.title == "Kreditnota 13-2027-0002"
    assert any(value == f"{NUMBER} (Fel uppgifter)" for _, value in paper.facts)
