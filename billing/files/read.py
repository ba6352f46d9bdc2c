"""Reading a care-episode file: the facts of its episodes, or everything that is wrong with it."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from billing.files.cells import facts_of, faults_in, repeated_identities
from billing.files.exact_rows import exact_rows
from billing.files.faults import Fault, FaultKind, FaultyFile
from billing.files.plain_rows import NotPlain, plain_rows
from billing.files.rows import Rows


def read_episodes(path: Path, municipality_codes: Iterable[str]) -> pl.DataFrame:
    """The facts in the file's order, municipalities as an `Enum` of the codes. Raises `FaultyFile` with all faults."""
    municipalities = pl.Enum(sorted(municipality_codes))
    try:
        return _facts(plain_rows(path), municipalities)
    except NotPlain:
        return _facts(exact_rows(path), municipalities)


def _facts(parts: Iterable[Rows], municipalities: pl.Enum) -> pl.DataFrame:
    facts: list[pl.DataFrame] = []
    lines: list[pl.Series] = []
    faults: list[Fault] = []
    header: tuple[str, ...] = ()
    for rows in parts:
        header = rows.header
        facts.append(facts_of(rows.cells, municipalities))
        lines.append(rows.lines)
        faults += rows.faults
        faults += faults_in(rows.cells, facts[-1], rows.lines, header)
    episodes = pl.concat(facts)
    faults += repeated_identities(episodes["episode_id"], pl.concat(lines), header)
    if faults:
        raise FaultyFile(_told_once(faults))
    return episodes


def _told_once(faults: list[Fault]) -> list[Fault]:
    """Without what else would be said of a cell that is no UTF-8."""
    garbled = {(fault.line, fault.position) for fault in faults if fault.kind is FaultKind.NOT_UTF8}
    return [
        fault
        for fault in faults
        if fault.kind is FaultKind.NOT_UTF8 or (fault.line, fault.position) not in garbled
    ]
