"""Some rows of a care-episode file as cells of text, the way both readings of a file give them."""

from dataclasses import dataclass, field

import polars as pl

from billing.files.faults import Fault


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells in one text column for each of ours, null where empty; the line each row begins on; faults of shape.

    `header` holds the names in the file's order. A column that it lacks is null throughout.
    """

    header: tuple[str, ...]
    cells: pl.DataFrame
    lines: pl.Series
    faults: list[Fault] = field(default_factory=list)
