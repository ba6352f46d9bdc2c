"""The quick reading of a file without quotation marks in which every row has its cells.

Polars fills a short row with nulls in silence, so the bytes are accounted for: those of all cells, one sign after
each and the line ends must add up to the file's size. Where they do not, or anything else is odd, `NotPlain` is
raised, at the end at the latest, and what was given must be thrown away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from billing.files.columns import NAMES
from billing.files.rows import Rows

ROWS_AT_A_TIME = 100_000
BYTES_AT_A_TIME = 1 << 20
FIRST_ROW_LINE = 2
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NotPlain(Exception):
    """A file that the quick reading cannot vouch for: the exact one is the judge."""


def plain_rows(path: Path) -> Iterator[Rows]:
    """The file's rows, some at a time. Raises `NotPlain`."""
    survey = _survey(path)
    header = _header(survey.first_line)
    places = [str(place) for place in range(len(header))]
    ours = [pl.col(str(header.index(name))).alias(name) for name in NAMES]
    scan = pl.scan_csv(
        path,
        has_header=False,
        skip_lines=1,
        schema=dict.fromkeys(places, pl.String),
        quote_char=None,
        glob=False,
    )
    rows = 0
    size = len(survey.first_line)
    try:
        for cells in scan.collect_batches(chunk_size=ROWS_AT_A_TIME, maintain_order=True):
            size += _bytes_of(cells)
            lines = pl.int_range(
                FIRST_ROW_LINE + rows, FIRST_ROW_LINE + rows + cells.height, dtype=pl.Int64, eager=True
            )
            rows += cells.height
            yield Rows(header, cells.select(ours), lines)
    except pl.exceptions.PolarsError as error:
        raise NotPlain from error
    without_line_end = 0 if survey.ends_with_line else 1
    if size + survey.carriage_returns - without_line_end != survey.size:
        raise NotPlain


def _bytes_of(cells: pl.DataFrame) -> int:
    """The bytes of the cells with a comma or a line end after each."""
    lengths = cells.select(pl.all().str.len_bytes().cast(pl.Int64).sum()).sum_horizontal().sum()
    return int(lengths) + cells.height * cells.width


@dataclass(frozen=True, slots=True)
class _Survey:
    first_line: bytes
    size: int
    carriage_returns: int
    ends_with_line: bool


def _survey(path: Path) -> _Survey:
    """What the bytes tell: quotation marks, and carriage returns elsewhere than in line ends, are not plain.

    Carriage returns are those after the first line, which is kept with its own.
    """
    block = bytearray(BYTES_AT_A_TIME)
    size = returns = pairs = 0
    last = b""
    with path.open("rb", buffering=0) as file:
        first_line = file.readline()
        file.seek(len(first_line))
        while read := file.readinto(block):
            seen = memoryview(block)[:read].tobytes() if read < len(block) else bytes(block)
            if b'"' in seen:
                raise NotPlain
            if b"\r" in seen or last == b"\r":
                returns += seen.count(b"\r")
                pairs += seen.count(b"\r\n") + (last == b"\r" and seen.startswith(b"\n"))
            size += read
            last = seen[-1:]
    if returns != pairs or not size:
        raise NotPlain
    return _Survey(first_line, len(first_line) + size, returns, ends_with_line=last == b"\n")


def _header(first_line: bytes) -> tuple[str, ...]:
    try:
        header = tuple(first_line.removeprefix(BYTE_ORDER_MARK).decode().rstrip("\r\n").split(","))
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if (
        b'"' in first_line
        or b"\r" in first_line.rstrip(b"\r\n")
        or any(header.count(name) != 1 for name in NAMES)
    ):
        raise NotPlain
    return header
