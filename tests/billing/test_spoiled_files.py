"""Whatever happens to a file, it is read as a plain reading reads it or refused at the same places."""

import tempfile
from pathlib import Path

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from agreements.places import MUNICIPALITIES
from billing.files.columns import NAMES, TIMES
from billing.files.faults import FaultyFile
from billing.files.read import read_episodes
from tests.billing.plain_reading import civil
from tests.billing.plain_reading_of_files import read_plainly
from tests.billing.random_files import Cells, as_csv, files

SPOILT_CELLS = (
    *("", " ", "yes", "no", "Yes", "somatic", "1380", "0000", "E", "Å-0", "2018-12-01", "2018-02-30T10:00"),
    *(
        "2019-03-31T02:30",
        "2019-03-31T00:30Z",
        "2019-03-31T02:30:01",
        "2019-01-01T10:00:00+05:00",
        "1999-01-01T00:00",
    ),
    *("2019-01-01T10:00:61", "2019-01-01T1:00", "2019-1-01T010:00", "2030-01-01T00:00", "2019-01- 1T10:00"),
)
SPOILING_TEXTS = (
    ",",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "-",
    "T",
    "Z",
    "0",
    "9",
    " ",
    "å",
    "\u2003",
    ",,,,",
    "2019-01-01T",
)


def read(content: str) -> tuple[pl.DataFrame, set[tuple[int, str]]]:
    """The facts, or the lines and columns at fault."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "episodes.csv")
        path.write_bytes(content.encode())
        try:
            return read_episodes(path, MUNICIPALITIES), set()
        except FaultyFile as refused:
            return pl.DataFrame(), {(fault.line, fault.column) for fault in refused.faults}


def assert_read_alike(content: str) -> None:
    rows, faults = read_plainly(content)
    facts, found = read(content)

    assert found == faults
    if faults:
        return
    assert facts.height == len(rows)
    for name in NAMES:
        values = [row[name] or None for row in rows]
        match facts.schema[name]:
            case pl.Datetime():
                assert facts[name].to_list() == [civil(value or "") for value in values]
            case pl.Boolean():
                assert facts[name].to_list() == [value == "yes" for value in values]
            case _:
                assert facts[name].to_list() == values


@settings(max_examples=100, deadline=None)
@given(rows=files(most=8), data=st.data())
def test_it_finds_a_spoilt_cell(rows: list[Cells], data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(0, 4))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.sampled_from([*NAMES, *TIMES]))] = data.draw(st.sampled_from(SPOILT_CELLS))

    assert_read_alike(as_csv(rows, line_end=data.draw(st.sampled_from(["\n", "\r\n"]))))


@settings(max_examples=150, deadline=None)
@given(rows=files(most=6), data=st.data())
def test_it_finds_what_a_slip_of_the_hand_does(rows: list[Cells], data: st.DataObject) -> None:
    content = as_csv(rows)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(content.index("\n") + 1, len(content)))
        cut = data.draw(st.sampled_from([0, 0, 0, 1, 1, 16]))
        content = content[:at] + data.draw(st.sampled_from(["", *SPOILING_TEXTS])) + content[at + cut :]

    assume("0000-" not in content)
    assert_read_alike(content)
