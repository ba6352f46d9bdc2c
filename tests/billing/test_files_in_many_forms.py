"""Care-episode files are read alike however a system wrote them."""

import csv
import io
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from agreements.places import MUNICIPALITIES
from billing.core.facts import FACTS
from billing.files.columns import NAMES
from billing.files.read import read_episodes
from tests.billing.random_files import Cells, as_csv, episode

ROWS = [episode(number, number) for number in range(40)]


def read(path: Path, content: bytes | str) -> pl.DataFrame:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_episodes(path, MUNICIPALITIES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "episodes.csv"


@pytest.fixture
def plainly(path: Path) -> pl.DataFrame:
    return read(path, as_csv(ROWS))


def quoted(rows: list[Cells]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_it_gives_the_columns_of_the_facts(plainly: pl.DataFrame) -> None:
    assert plainly.columns == list(FACTS)
    assert plainly.cast({"municipality": pl.String, "placing_municipality": pl.String}).schema == pl.Schema(
        FACTS
    )
    assert plainly["episode_id"].to_list() == [row["episode_id"] for row in ROWS]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(as_csv(ROWS, line_end="\r\n"), id="CRLF"),
        pytest.param("\ufeff" + as_csv(ROWS), id="a byte order mark"),
        pytest.param("\ufeff" + as_csv(ROWS, line_end="\r\n"), id="a byte order mark and CRLF"),
        pytest.param(as_csv(ROWS).removesuffix("\n"), id="no end of the last line"),
        pytest.param(as_csv(ROWS).replace("\n", "\r\n", 3), id="mixed line ends"),
        pytest.param(as_csv(ROWS, NAMES[::-1]), id="columns in another order"),
        pytest.param(quoted(ROWS), id="every cell quoted"),
        pytest.param(as_csv(ROWS).replace("somatic", '"somatic"', 1), id="one cell quoted"),
    ],
)
def test_it_reads_the_same_from(written: str, path: Path, plainly: pl.DataFrame) -> None:
    assert_frame_equal(read(path, written), plainly)


def test_it_ignores_other_columns(path: Path, plainly: pl.DataFrame) -> None:
    names = ["ward", *NAMES, "ward", "", "remark"]
    rows = [row | {"ward": "82", "": "", "remark": "Å\u2003ä"} for row in ROWS]

    assert_frame_equal(read(path, as_csv(rows, names)), plainly)


def test_it_reads_more_rows_than_it_takes_at_a_time(path: Path, plainly: pl.DataFrame) -> None:
    many = [row | {"episode_id": f"{copy} {row['episode_id']}"} for copy in range(6000) for row in ROWS]

    by_columns = read(path, as_csv(many))
    by_rows = read(path, as_csv(many).replace(NAMES[0], f'"{NAMES[0]}"', 1))

    assert_frame_equal(by_columns, by_rows)
    assert_frame_equal(by_columns.tail(len(ROWS)).drop("episode_id"), plainly.drop("episode_id"))


def test_it_keeps_a_comma_and_a_line_end_in_quotes(path: Path) -> None:
    row = ROWS[0] | {"episode_id": 'A "first", and\na second line'}

    assert read(path, quoted([row]))["episode_id"].item() == row["episode_id"]


@pytest.mark.parametrize(
    ("written", "civil"),
    [
        ("2027-01-15T08:30", datetime(2027, 1, 15, 8, 30)),
        ("2027-01-15T08:30:59", datetime(2027, 1, 15, 8, 30, 59)),
        ("2027-01-15T08:30Z", datetime(2027, 1, 15, 9, 30)),
        ("2027-07-15T23:30:01Z", datetime(2027, 7, 16, 1, 30, 1)),
        ("2027-07-15T08:30+00:00", datetime(2027, 7, 15, 10, 30)),
        ("2027-07-15T08:30-05:30", datetime(2027, 7, 15, 16, 0)),
        ("2027-03-28T01:59", datetime(2027, 3, 28, 1, 59)),
        ("2027-03-28T01:00Z", datetime(2027, 3, 28, 3, 0)),
        ("2027-03-28T03:00", datetime(2027, 3, 28, 3, 0)),
        ("2028-02-29T00:00", datetime(2028, 2, 29)),
        # The hour that autumn doubles has one name in civil time, whichever of the two it was.
        ("2027-10-31T02:30", datetime(2027, 10, 31, 2, 30)),
        ("2027-10-31T00:30Z", datetime(2027, 10, 31, 2, 30)),
        ("2027-10-31T01:30Z", datetime(2027, 10, 31, 2, 30)),
    ],
)
def test_it_reads_a_time_as_the_clock_in_stockholm_shows_it(
    written: str, civil: datetime, path: Path
) -> None:
    row = ROWS[0] | {"admitted_at": "2026-01-01T00:00", "discharged_at": written}

    assert read(path, as_csv([row]))["discharged_at"].item() == civil


def test_it_reads_a_file_without_episodes(path: Path) -> None:
    assert read(path, as_csv([])).height == 0
    assert read(path, as_csv([]).strip()).height == 0


def test_it_reads_a_file_whose_name_looks_like_a_pattern(tmp_path: Path, plainly: pl.DataFrame) -> None:
    assert_frame_equal(read(tmp_path / "mars [1]*?.csv", as_csv(ROWS)), plainly)
