"""A plain reading of care-episode files, row by row and cell by cell, to hold the quick one against."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from agreements.places import MUNICIPALITIES
from billing.files.columns import TIMES
from tests.billing.plain_reading import Row, civil
from tests.billing.random_files import exists

Place = tuple[int, str]

TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?"
)
MUST = ("episode_id", "municipality", "care_type", "admitted_at")
ANSWERS = ("needs_municipal_services", "needs_health_care", "sip_required")


def read_plainly(text: str) -> tuple[list[Row], set[Place]]:
    """The rows that have their cells, and the line and column of everything that is wrong."""
    reader = csv.reader(StringIO(text, newline=""))
    header = next(reader)
    rows: list[Row] = []
    faults: set[Place] = set()
    seen: set[str] = set()
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(header):
            faults.add((line, ""))
        else:
            row = dict(zip(header, cells, strict=True))
            faults |= {(line, column) for column in wrong_cells(row)}
            if row["episode_id"] in seen:
                faults.add((line, "episode_id"))
            seen |= {row["episode_id"]} - {""}
            rows.append(row)
        line = reader.line_num + 1
    return rows, faults


def wrong_cells(row: Row) -> Iterator[str]:
    """The columns whose cells cannot be."""
    yield from (name for name in (*MUST, *ANSWERS) if not row[name])
    yield from (name for name in ANSWERS if row[name] not in {"yes", "no"})
    yield from (
        name
        for name in ("municipality", "placing_municipality")
        if row[name] and row[name] not in MUNICIPALITIES
    )
    if row["care_type"] not in {"somatic", "psychiatric", "forensic"}:
        yield "care_type"
    times = {name: time_or_none(row[name]) for name in TIMES}
    yield from (name for name in TIMES if row[name] and not is_right(row[name], times[name]))
    admitted, left = times["admitted_at"], times["discharged_at"]
    if admitted and left and left < admitted:
        yield "discharged_at"
    begins, ends = times["region_unavailable_from"], times["region_unavailable_to"]
    if begins and ends and ends < begins:
        yield "region_unavailable_to"
    if row["region_unavailable_to"] and not row["region_unavailable_from"]:
        yield "region_unavailable_to"


def time_or_none(written: str) -> datetime | None:
    """The civil time of a cell, or nothing if it is written otherwise than a time."""
    if not TIME.fullmatch(written):
        return None
    try:
        return civil(written)
    except ValueError:
        return None


def is_right(written: str, at: datetime | None) -> bool:
    """Whether the cell is a time that was: one with an offset always was."""
    return at is not None and (exists(at) or datetime.fromisoformat(written).tzinfo is not None)
