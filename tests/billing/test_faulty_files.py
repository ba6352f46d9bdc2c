"""A care-episode file with a fault is refused whole, and everything that is wrong is told at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agreements.places import MUNICIPALITIES
from billing.files.columns import COLUMNS, NAMES, TIMES, Kind
from billing.files.faults import Fault, FaultKind, FaultyFile
from billing.files.read import read_episodes
from tests.billing.random_files import Cells, as_csv

ROW: Cells = dict.fromkeys(NAMES, "") | {
    "municipality": "1380",
    "care_type": "somatic",
    "admitted_at": "2027-03-01T10:00",
    "needs_municipal_services": "yes",
    "needs_health_care": "yes",
    "sip_required": "no",
    "discharged_at": "2027-03-05T10:00",
}
ROWS = [ROW | {"episode_id": f"E{number}"} for number in range(1, 5)]

Told = list[tuple[int, str, str]]


@pytest.fixture(params=["by columns", "by rows"])
def faults(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str | bytes], Told]:
    """What is told of a file, read both ways: a quotation mark is what makes a file be read row by row."""

    def told(content: str | bytes) -> Told:
        path = tmp_path / "episodes.csv"
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(
            data.replace(b"episode_id", b'"episode_id"', 1) if request.param == "by rows" else data
        )
        with pytest.raises(FaultyFile) as refused:
            read_episodes(path, MUNICIPALITIES)
        return [(fault.line, fault.column, fault.kind.name) for fault in refused.value.faults]

    return told


def with_cell(column: str, cell: str, **others: str) -> str:
    """The second episode, on line 3, has another cell."""
    return as_csv([ROWS[0], ROWS[1] | others | {column: cell}, *ROWS[2:]])


@pytest.mark.parametrize("column", [column.name for column in COLUMNS if column.must])
def test_it_finds_an_empty_cell(column: str, faults: Callable[[str], Told]) -> None:
    assert faults(with_cell(column, "")) == [(3, column, "EMPTY")]


@pytest.mark.parametrize("column", ["municipality", "placing_municipality"])
@pytest.mark.parametrize("code", ["0000", "1", "138", "01380", "13800", " 1380", "13", "Halmstad", "١٣٨٠"])
def test_it_finds_a_code_of_no_municipality(column: str, code: str, faults: Callable[[str], Told]) -> None:
    assert faults(with_cell(column, code)) == [(3, column, "NO_MUNICIPALITY")]


@pytest.mark.parametrize("care", ["Somatic", "somatisk", "psychiatric ", "-"])
def test_it_finds_another_care_type(care: str, faults: Callable[[str], Told]) -> None:
    assert faults(with_cell("care_type", care)) == [(3, "care_type", "NO_CARE_TYPE")]


@pytest.mark.parametrize("column", [column.name for column in COLUMNS if column.kind is Kind.YES_OR_NO])
@pytest.mark.parametrize("answer", ["Yes", "YES", "ja", "true", "1", " no", "y"])
def test_it_finds_neither_yes_nor_no(column: str, answer: str, faults: Callable[[str], Told]) -> None:
    assert faults(with_cell(column, answer)) == [(3, column, "NEITHER_YES_NOR_NO")]


@pytest.mark.parametrize("column", TIMES)
def test_it_finds_a_date_without_a_time(column: str, faults: Callable[[str], Told]) -> None:
    begins = ROW["admitted_at"] if column == "region_unavailable_to" else ""

    assert faults(with_cell(column, "2027-03-04", region_unavailable_from=begins)) == [(3, column, "NO_TIME")]


@pytest.mark.parametrize(
    "time",
    [
        "2027-02-29T10:00",
        "2027-13-01T10:00",
        "2027-03-04T24:00",
        "2027-03-04T10:60",
        "2027-03-04T10:00:60",
        "2027-03-04T10",
        "2027-3-4T10:00",
        "2027-03-04 10:00",
        "2027-03-04t10:00",
        "2027/03/04T10:00",
        "04-03-2027T10:00",
        "20270304T1000",
        " 2027-03-04T10:00",
        "2027-03-04T10:00 ",
        "2027-03- 4T10:00",
        "+027-03-04T10:00",
        "0000-03-04T10:00",
        "2027-03-04T10:00:00.5",
        "2027-03-04T10:00z",
        "2027-03-04T10:00+1",
        "2027-03-04T10:00+0100",
        "2027-03-04T10:00+24:00",
        "2027-03-04T10:00+01:60",
        "2027-03-04T10:00+01:00Z",
        "٢٠٢٧-03-04T10:00",
        "i går",
    ],
)
def test_it_finds_what_is_no_time(time: str, faults: Callable[[str], Told]) -> None:
    assert faults(with_cell("need_assessed_at", time)) == [(3, "need_assessed_at", "NO_TIME")]


@pytest.mark.parametrize("column", TIMES)
@pytest.mark.parametrize("time", ["2027-03-28T02:00", "2027-03-28T02:59:59", "2020-03-29T02:30"])
def test_it_finds_a_time_in_the_hour_that_spring_skips(
    column: str, time: str, faults: Callable[[str], Told]
) -> None:
    others = {"admitted_at": "2020-01-01T00:00", "discharged_at": "2027-04-01T00:00"} | {column: time}
    if column == "region_unavailable_to":
        others["region_unavailable_from"] = "2020-01-01T00:00"

    assert faults(with_cell(column, time, **others)) == [(3, column, "TIME_NEVER_WAS")]


def test_it_finds_a_discharge_before_the_admission(faults: Callable[[str], Told]) -> None:
    assert faults(with_cell("discharged_at", "2027-03-01T09:59:59")) == [
        (3, "discharged_at", "DISCHARGED_BEFORE_ADMITTED")
    ]


def test_it_finds_services_available_before_they_were_not(faults: Callable[[str], Told]) -> None:
    content = with_cell(
        "region_unavailable_to", "2027-03-02T10:00", region_unavailable_from="2027-03-02T10:01"
    )

    assert faults(content) == [(3, "region_unavailable_to", "AVAILABLE_BEFORE_UNAVAILABLE")]


def test_it_finds_services_available_that_were_never_missing(faults: Callable[[str], Told]) -> None:
    assert faults(with_cell("region_unavailable_to", "2027-03-02T10:00")) == [
        (3, "region_unavailable_to", "AVAILABLE_WITHOUT_UNAVAILABLE")
    ]


def test_it_finds_each_later_row_of_the_same_identity(faults: Callable[[str], Told]) -> None:
    rows = [ROWS[0], ROWS[1], ROWS[0], ROWS[2], ROWS[0]]

    assert faults(as_csv(rows)) == [
        (4, "episode_id", "REPEATED_IDENTITY"),
        (6, "episode_id", "REPEATED_IDENTITY"),
    ]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [(-1, "TOO_FEW_CELLS"), (-16, "TOO_FEW_CELLS"), (1, "TOO_MANY_CELLS"), (2, "TOO_MANY_CELLS")],
)
def test_it_finds_a_row_of_another_length(cells: int, kind: str, faults: Callable[[str], Told]) -> None:
    lines = as_csv(ROWS).splitlines()
    lines[2] = lines[2] + "," * cells if cells > 0 else ",".join(lines[2].split(",")[:cells])

    assert faults("\n".join(lines)) == [(3, "", kind)]


def test_it_finds_a_short_row_beside_a_long_one(faults: Callable[[str], Told]) -> None:
    lines = as_csv(ROWS).splitlines()
    lines[1], lines[3] = lines[1].removesuffix(",2027-03-05T10:00"), lines[3] + ","

    assert faults("\n".join(lines)) == [(2, "", "TOO_FEW_CELLS"), (4, "", "TOO_MANY_CELLS")]


def test_it_finds_a_short_row_that_a_carriage_return_would_hide(faults: Callable[[str], Told]) -> None:
    lines = as_csv(ROWS).splitlines()
    lines[1], lines[3] = lines[1].removesuffix(",2027-03-05T10:00"), lines[3] + "\r"

    assert faults("\n".join(lines)) == [(2, "", "TOO_FEW_CELLS")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", [2, 4, 6])
def test_it_finds_a_blank_line(line: int, line_end: str, faults: Callable[[str], Told]) -> None:
    lines = as_csv(ROWS).splitlines()
    lines.insert(line - 1, "")

    assert faults(line_end.join(lines) + line_end) == [(line, "", "TOO_FEW_CELLS")]


def test_it_finds_a_column_missing_and_still_reads_the_others(faults: Callable[[str], Told]) -> None:
    names = [name for name in NAMES if name not in {"care_contact_at", "region_unavailable_from"}]
    content = as_csv([ROWS[0], ROWS[1] | {"sip_required": "kanske"}], names)

    assert faults(content) == [
        (1, "care_contact_at", "COLUMN_MISSING"),
        (1, "region_unavailable_from", "COLUMN_MISSING"),
        (3, "sip_required", "NEITHER_YES_NOR_NO"),
    ]


def test_it_finds_a_column_that_stands_twice(faults: Callable[[str], Told]) -> None:
    assert faults(as_csv(ROWS, [*NAMES, "discharged_at"])) == [(1, "discharged_at", "COLUMN_REPEATED")]


@pytest.mark.parametrize(
    "content", ["", "\n", "\ufeff", "en,helt,annan,fil\n1,2,3,4\n", "E1,1380,,somatic\n"]
)
def test_it_finds_that_there_is_no_header(content: str, faults: Callable[[str], Told]) -> None:
    assert faults(content) == [(1, "", "NO_HEADER")]


def test_it_finds_a_header_in_the_middle(faults: Callable[[str], Told]) -> None:
    told = faults(as_csv(ROWS[:1]) + as_csv(ROWS[1:]))

    assert {line for line, _, _ in told} == {3}
    assert {"municipality", "care_type", "admitted_at", "discharged_at"} <= {column for _, column, _ in told}


def test_it_finds_cells_that_are_not_utf8(faults: Callable[[bytes], Told]) -> None:
    content = with_cell("episode_id", "Å").encode().replace("Å".encode(), "Å".encode("latin-1"))

    assert faults(content) == [(3, "episode_id", "NOT_UTF8")]


def test_it_says_only_once_that_a_cell_is_not_utf8(faults: Callable[[bytes], Told]) -> None:
    content = with_cell("sip_required", "nä").encode("latin-1")

    assert faults(content) == [(3, "sip_required", "NOT_UTF8")]


def test_it_finds_a_file_in_another_encoding(faults: Callable[[bytes], Told]) -> None:
    assert faults(as_csv(ROWS).encode("utf-16"))[0] == (1, "", "NO_HEADER")


def test_it_finds_quotation_marks_that_do_not_pair_up(faults: Callable[[str], Told]) -> None:
    told = faults(with_cell("episode_id", '"E"2'))

    assert told == [(3, "", "BAD_QUOTES")]


def test_it_tells_the_line_on_which_a_row_begins(faults: Callable[[str], Told]) -> None:
    rows = [ROWS[0] | {"episode_id": '"two\nlines"'}, ROWS[1] | {"sip_required": "?"}]

    assert faults(as_csv(rows)) == [(4, "sip_required", "NEITHER_YES_NOR_NO")]


def test_it_finds_all_faults_at_once(faults: Callable[[str], Told]) -> None:
    bad = ROWS[1] | {
        "municipality": "9999",
        "care_type": "",
        "admitted_at": "i går",
        "discharged_at": "2027-03-28T02:10",
    }
    content = as_csv([ROWS[0], bad, ROWS[0], ROWS[2] | {"sip_required": "?"}]) + "kort,rad\n"

    assert faults(content) == [
        (3, "municipality", "NO_MUNICIPALITY"),
        (3, "care_type", "EMPTY"),
        (3, "admitted_at", "NO_TIME"),
        (3, "discharged_at", "TIME_NEVER_WAS"),
        (4, "episode_id", "REPEATED_IDENTITY"),
        (5, "sip_required", "NEITHER_YES_NOR_NO"),
        (6, "", "TOO_FEW_CELLS"),
    ]


def test_it_repeats_nothing_that_a_cell_holds(tmp_path: Path) -> None:
    path = tmp_path / "episodes.csv"
    name = "Tolvan Tolvansson"
    path.write_text(as_csv([dict.fromkeys(NAMES, name)] * 2) + name + "\n")

    with pytest.raises(FaultyFile) as refused:
        read_episodes(path, MUNICIPALITIES)

    told = str(refused.value)
    assert name not in told
    assert (
        "rad 2, kolumn municipality: ingen svensk kommun har den koden. Skriv fyra siffror, till exempel 1380."
        in (told.splitlines())
    )
    assert (
        "rad 3, kolumn episode_id: samma id som på rad 2. Ge varje vårdtillfälle ett eget."
        in told.splitlines()
    )
    assert any(line.startswith("rad 4: för få celler. ") for line in told.splitlines())


@pytest.mark.parametrize("kind", FaultKind)
def test_it_says_what_is_wrong_and_what_to_do(kind: FaultKind) -> None:
    told = str(Fault(3, 0, "discharged_at", kind, about=2))
    wrong, _, what_to_do = told.removeprefix("rad 3, kolumn discharged_at: ").partition(". ")
    assert wrong
    assert what_to_do.endswith(".")
    assert "{" not in told
