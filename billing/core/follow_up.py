"""What steering groups follow: how many went home at once, how long others stayed, what was done in time.

Each figure is a cell: so many of how many, with the patients that it and the rest of them rest on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import polars as pl

FEWEST_PATIENTS = 5
"""A figure that rests on fewer is not shown to who is no party to them."""
LONG_DAYS = 4

STAYS: dict[str, pl.DataType | type[pl.DataType]] = {
    "region": pl.String,
    "municipality": pl.String,
    "month": pl.Int32,
    "care_type": pl.String,
    "hospital": pl.String,
    "ward": pl.String,
    "patient": pl.String,
    "days": pl.Int64,
    "notice_is_owed": pl.Boolean,
    "notice_in_time": pl.Boolean,
    "sip_is_owed": pl.Boolean,
    "sip_call_in_time": pl.Boolean,
    "is_of_ours": pl.Boolean,
    "sip_was_held": pl.Boolean,
    "is_readmitted": pl.Boolean,
    "deviations": pl.Int64,
}
"""A row a care episode; `days` is null where it is left out of the month, `is_of_ours` false where imported."""


class Indicator(StrEnum):
    """What is followed, in the order in which it is shown."""

    STAYS = "stays"
    DAY_ZERO = "day_zero"
    DAYS = "days"
    FOUR_OR_MORE = "four_or_more"
    NOTICE_IN_TIME = "notice_in_time"
    SIP_CALL_IN_TIME = "sip_call_in_time"
    SIP_HELD = "sip_held"
    READMITTED = "readmitted"
    DEVIATIONS = "deviations"


@dataclass(frozen=True, slots=True)
class Cell:
    """`number` of `of`; the distinct patients that the number rests on, and those that the rest does."""

    number: int
    of: int
    patients: int
    others: int

    @property
    def is_small(self) -> bool:
        """Whether the number, or the rest of them, tells of too few."""
        return any(0 < size < FEWEST_PATIENTS for size in (self.patients, self.others))

    @property
    def share(self) -> Decimal | None:
        """Per cent, rounded half up to one decimal; none where there is nothing to share."""
        return rounded(100 * self.number, self.of, "0.1")

    @property
    def average(self) -> Decimal | None:
        """The number for each, with two decimals."""
        return rounded(self.number, self.of, "0.01")


Figures = Mapping[Indicator, Cell | None]
"""A cell an indicator; none where it is hidden."""


def rounded(number: int, of: int, places: str) -> Decimal | None:
    """A quotient, rounded half up once; none for nothing of nothing."""
    return (Decimal(number) / of).quantize(Decimal(places), ROUND_HALF_UP) if of else None


def figures_by(stays: pl.DataFrame, *keys: str) -> dict[tuple[object, ...], Figures]:
    """The figures of each group, in the order of the keys; without keys those of all, under `()`."""
    if not keys:
        return {(): _figures(stays.select(_sums()).row(0, named=True))}
    rows = stays.group_by(keys).agg(_sums()).sort(keys).to_dicts()
    return {tuple(row[key] for key in keys): _figures(row) for row in rows}


def figures_of(stays: pl.DataFrame) -> Figures:
    """Those of all the stays together."""
    return figures_by(stays)[()]


def protected(
    parts: Mapping[str, Figures], total: Figures, own: Collection[str]
) -> tuple[dict[str, Figures], Figures]:
    """What somebody may see who is a party to the `own` parts alone: the parts or their total, never too little left.

    Where a part of a column is small, no part of that column is shown but the own ones. The total is shown then only
    if what is left of it is not small, whoever takes away what they know: anybody's part, or none.
    """
    if own and set(parts) <= set(own):
        return dict(parts), total
    shown: dict[str, dict[Indicator, Cell | None]] = {key: {} for key in parts}
    shown_total: dict[Indicator, Cell | None] = {}
    for indicator in Indicator:
        cells = {key: cell for key, part in parts.items() if (cell := part[indicator]) is not None}
        hides = any(cell.is_small for key, cell in cells.items() if key not in own)
        for key in parts:
            shown[key][indicator] = None if hides and key not in own else cells.get(key)
        tells = not hides or _can_be_told(list(cells.values()))
        shown_total[indicator] = total[indicator] if tells else None
    return {**shown}, shown_total


def _can_be_told(cells: list[Cell]) -> bool:
    """Whether a sum leaves nothing small to whoever knows one of the parts, or none."""
    patients, others = sum(cell.patients for cell in cells), sum(cell.others for cell in cells)
    left = [(patients, others), *((patients - cell.patients, others - cell.others) for cell in cells)]
    return not any(0 < size < FEWEST_PATIENTS for sizes in left for size in sizes)


def _sums() -> list[pl.Expr]:
    """Of each indicator the four numbers of its cell."""
    counted, days = pl.col("days").is_not_null(), pl.col("days").fill_null(0)
    ours, deviations = pl.col("is_of_ours"), pl.col("deviations")
    rules = {
        Indicator.STAYS: (counted, counted, None),
        Indicator.DAY_ZERO: (counted, counted & (days == 0), None),
        Indicator.DAYS: (counted, counted & (days > 0), days),
        Indicator.FOUR_OR_MORE: (counted, counted & (days >= LONG_DAYS), None),
        Indicator.NOTICE_IN_TIME: (pl.col("notice_is_owed"), pl.col("notice_in_time"), None),
        Indicator.SIP_CALL_IN_TIME: (pl.col("sip_is_owed"), pl.col("sip_call_in_time"), None),
        Indicator.SIP_HELD: (ours & pl.col("sip_is_owed"), pl.col("sip_was_held"), None),
        Indicator.READMITTED: (ours, pl.col("is_readmitted"), None),
        Indicator.DEVIATIONS: (ours, deviations > 0, deviations),
    }
    return [
        expression.alias(f"{indicator}.{name}")
        for indicator, (among, has, sum_of) in rules.items()
        for name, expression in _cell(among, has, sum_of).items()
    ]


def _cell(among: pl.Expr, has: pl.Expr, sum_of: pl.Expr | None) -> dict[str, pl.Expr]:
    patient = pl.col("patient")
    one = has.cast(pl.Int64) if sum_of is None else sum_of
    return {
        "number": one.filter(among).sum(),
        "of": among.sum(),
        "patients": patient.filter(among & has).n_unique(),
        "others": patient.filter(among & ~has).n_unique(),
    }


def _figures(row: Mapping[str, int]) -> Figures:
    names = Cell.__dataclass_fields__
    return {one: Cell(**{name: int(row[f"{one}.{name}"]) for name in names}) for one in Indicator}
