"""The cells of some rows as facts, and the faults in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import polars as pl

from billing.core.facts import CARE_TYPES
from billing.files.columns import COLUMNS, TIMES, Column, Kind
from billing.files.faults import Fault, FaultKind
from billing.files.times import any_never_was, any_time, never_was, plain_time

YEAR_ONE = pl.datetime(1, 1, 1)
"""Polars knows a year 0, which the calendar does not."""

UNREADABLE = {
    Kind.MUNICIPALITY: FaultKind.NO_MUNICIPALITY,
    Kind.CARE_TYPE: FaultKind.NO_CARE_TYPE,
    Kind.YES_OR_NO: FaultKind.NEITHER_YES_NOR_NO,
    Kind.TIME: FaultKind.NO_TIME,
}


def facts_of(cells: pl.DataFrame, municipalities: pl.Enum) -> pl.DataFrame:
    """The cells with their types; what cannot be read is null.

    Times in forms other than the plainest are looked for only in the columns that have any.
    """
    facts = cells.select(value(column, municipalities) for column in COLUMNS)
    left = [name for name in TIMES if facts[name].null_count() != cells[name].null_count()]
    if not left:
        return facts
    return facts.with_columns(with_other_times(facts[name], cells[name]) for name in left)


def with_other_times(times: pl.Series, written: pl.Series) -> pl.Series:
    """The times with those that were written otherwise than plainly."""
    others = times.is_null() & written.is_not_null()
    return times.scatter(others.arg_true(), any_time(written.filter(others)))


def value(column: Column, municipalities: pl.Enum) -> pl.Expr:
    """What a written cell holds, or null."""
    written = pl.col(column.name)
    match column.kind:
        case Kind.IDENTITY:
            return written
        case Kind.MUNICIPALITY:
            return written.cast(municipalities, strict=False)
        case Kind.CARE_TYPE:
            return written.cast(pl.Enum(CARE_TYPES), strict=False)
        case Kind.YES_OR_NO:
            return pl.when(written == "yes").then(True).when(written == "no").then(False).alias(column.name)
        case Kind.TIME:
            return plain_time(written).alias(column.name)


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault of cells: the columns that it is about, the one at fault first, and the rows that have it.

    `found` tells whether any row has it, where there is a quicker way than looking at all of them.
    """

    columns: tuple[str, ...]
    kind: FaultKind
    rows: pl.Expr
    found: pl.Expr | None = None

    @property
    def is_broken(self) -> pl.Expr:
        return self.rows.any() if self.found is None else self.found


def faults_in(
    cells: pl.DataFrame, facts: pl.DataFrame, lines: pl.Series, header: Sequence[str]
) -> Iterator[Fault]:
    """Every fault of these rows' cells, the lines being those of the rows; a column not in the header has none."""
    both = facts.hstack(cells.rename(written_name))
    rules = [rule for rule in cell_rules() if set(rule.columns) <= set(header)]
    broken = both.select(rule.is_broken.alias(str(at)) for at, rule in enumerate(rules)).row(0)
    for rule in compress(rules, broken):
        name = rule.columns[0]
        for line in lines.filter(both.select(rule.rows.fill_null(False)).to_series()):
            yield Fault(line, header.index(name), name, rule.kind)


def cell_rules() -> Iterator[Rule]:
    """All the rules, over facts beside the cells that they were read from."""
    for column in COLUMNS:
        written, fact = pl.col(written_name(column.name)), pl.col(column.name)
        if column.must:
            yield Rule((column.name,), FaultKind.EMPTY, written.is_null())
        if column.kind in UNREADABLE:
            unreadable = fact.is_null() & written.is_not_null()
            if column.kind is Kind.TIME:
                unreadable |= fact < YEAR_ONE
            yield Rule((column.name,), UNREADABLE[column.kind], unreadable)
        if column.kind is Kind.TIME:
            yield Rule((column.name,), FaultKind.TIME_NEVER_WAS, never_was(fact), any_never_was(fact))
    left_early = pl.col("discharged_at") < pl.col("admitted_at")
    yield Rule(("discharged_at", "admitted_at"), FaultKind.DISCHARGED_BEFORE_ADMITTED, left_early)
    interval = ("region_unavailable_to", "region_unavailable_from")
    ends, begins = (pl.col(name) for name in interval)
    yield Rule(interval, FaultKind.AVAILABLE_BEFORE_UNAVAILABLE, ends < begins)
    written_end, written_begin = (pl.col(written_name(name)) for name in interval)
    alone = written_begin.is_null() & written_end.is_not_null()
    yield Rule(interval, FaultKind.AVAILABLE_WITHOUT_UNAVAILABLE, alone)


def written_name(name: str) -> str:
    """The name of a column of cells, beside the column of facts that it became."""
    return f"written {name}"


def repeated_identities(identities: pl.Series, lines: pl.Series, header: Sequence[str]) -> Iterator[Fault]:
    """A fault for each later row with an identity that an earlier row has.

    Hashes that all differ belong to identities that all differ; counting them takes a fifth of the time.
    """
    if identities.hash().n_unique() == len(identities):
        return
    rows = pl.DataFrame({"identity": identities, "line": lines}).drop_nulls()
    first = pl.col("line").min().over("identity")
    later = rows.with_columns(first=first).filter(pl.col("line") > pl.col("first"))
    for line, about in later.select("line", "first").iter_rows():
        yield Fault(line, header.index("episode_id"), "episode_id", FaultKind.REPEATED_IDENTITY, about)
