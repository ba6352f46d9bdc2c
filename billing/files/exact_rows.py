"""The exact reading of a file, row by row: quoted cells, rows of any length, bytes that are no UTF-8.

Slower than the quick reading, and the judge of every file that the quick one cannot vouch for.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import polars as pl

from billing.files.columns import NAMES
from billing.files.faults import Fault, FaultKind, FaultyFile
from billing.files.rows import Rows

ROWS_AT_A_TIME = 10_000
HEADER_LINE = 1
WHOLE_ROW = -1
NOT_UTF8 = "\N{REPLACEMENT CHARACTER}"

Numbered = tuple[int, list[str] | None]


def exact_rows(path: Path) -> Iterator[Rows]:
    """The file's rows, some at a time, with the faults of their shape. Raises `FaultyFile` without a header."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        numbered = _numbered_rows(file)
        header, faults = _header(next(numbered, (HEADER_LINE, None)))
        yield _rows([], header, faults)
        while some := list(islice(numbered, ROWS_AT_A_TIME)):
            yield _rows(some, header, [])


def _numbered_rows(file: Iterable[str]) -> Iterator[Numbered]:
    """Each row with the line it begins on; None for one whose quotation marks do not pair up."""
    reader = csv.reader(file, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except csv.Error:
            yield line, None
        except StopIteration:
            return


def _header(first: Numbered) -> tuple[tuple[str, ...], list[Fault]]:
    _, names = first
    if names is None or not set(NAMES).intersection(names):
        raise FaultyFile([Fault(HEADER_LINE, WHOLE_ROW, "", FaultKind.NO_HEADER)])
    header = tuple(names)
    faults = [
        Fault(HEADER_LINE, WHOLE_ROW, name, FaultKind.COLUMN_MISSING) for name in NAMES if name not in header
    ]
    faults += [
        Fault(HEADER_LINE, header.index(name), name, FaultKind.COLUMN_REPEATED)
        for name in NAMES
        if header.count(name) > 1
    ]
    if not all(map(_is_utf8, header)):
        faults.append(Fault(HEADER_LINE, WHOLE_ROW, "", FaultKind.NOT_UTF8))
    return header, faults


def _rows(numbered: Sequence[Numbered], header: tuple[str, ...], faults: list[Fault]) -> Rows:
    """The rows that have their cells; the others are faults, and so is a cell that is no UTF-8."""
    whole: list[list[str]] = []
    lines: list[int] = []
    for line, row in numbered:
        if row is None or len(row) != len(header):
            faults.append(Fault(line, WHOLE_ROW, "", _fault_of_shape(row, len(header))))
            continue
        if not _is_utf8("".join(row)):
            for place, cell in enumerate(row):
                if not _is_utf8(cell):
                    faults.append(Fault(line, place, header[place], FaultKind.NOT_UTF8))
                    row[place] = NOT_UTF8
        lines.append(line)
        whole.append(row)
    columns = dict(zip(header, zip(*whole, strict=True) if whole else [()] * len(header), strict=False))
    nothing = [None] * len(whole)
    cells = {name: [cell or None for cell in columns[name]] if name in columns else nothing for name in NAMES}
    schema = dict.fromkeys(NAMES, pl.String)
    return Rows(header, pl.DataFrame(cells, schema=schema), pl.Series(lines, dtype=pl.Int64), faults)


def _fault_of_shape(row: list[str] | None, cells: int) -> FaultKind:
    if row is None:
        return FaultKind.BAD_QUOTES
    return FaultKind.TOO_FEW_CELLS if len(row) < cells else FaultKind.TOO_MANY_CELLS


def _is_utf8(text: str) -> bool:
    """False where the file's bytes were no UTF-8, which the open file has marked with surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
