"""The stored facts of episodes, as the billing core reads them."""

from collections.abc import Collection
from datetime import datetime
from io import BytesIO

import polars as pl

from agreements.dated import DatePeriod
from billing.core.facts import CIVIL_TIME, FACTS, REGION_AVAILABLE
from coordination.published import COPIED_COLUMNS, KNOWN_COLUMNS, copied_facts

STORED: dict[str, pl.DataType | type[pl.DataType]] = {
    "region": pl.String,
    **FACTS,
    "registered_late": pl.String,
}
"""The columns of the stored facts: the core's, the region whose hospital it was, and which facts were registered long
after they occurred, with a space between."""

STATES: dict[str, pl.DataType | type[pl.DataType]] = {**STORED, **dict.fromkeys(KNOWN_COLUMNS, pl.Int64)}
"""The same with the time from which a state of knowledge held, and the one until which it did (null: it still does)."""


def stored_facts(
    *,
    discharged: DatePeriod | None,
    region: str | None = None,
    municipality: str | None = None,
    known_by: datetime | None = None,
    episodes: Collection[str] | None = None,
) -> pl.DataFrame:
    """The facts of the episodes that ended on those dates, in the order in which they were first recorded.

    Of one region, one liable municipality or both; as known then, or now; or of these numbers. Beside `STORED` there is
    the core's `REGION_AVAILABLE` where any of them has it.
    """
    blocks = copied_facts(
        discharged=discharged, region=region, municipality=municipality, known_by=known_by, episodes=episodes
    )
    return _read(b"".join(blocks), STORED)


def facts_of_waiting(*, region: str | None = None, municipality: str | None = None) -> pl.DataFrame:
    """The facts, as known now, of the patients who have been declared ready and are still in hospital."""
    return _read(b"".join(copied_facts(discharged=None, region=region, municipality=municipality)), STORED)


def states_of_facts(
    *,
    discharged: DatePeriod | None,
    since: datetime,
    region: str | None = None,
    municipality: str | None = None,
    episodes: Collection[str] | None = None,
) -> pl.DataFrame:
    """The same as they are known now and as they were known at any moment since: a row a state of knowledge."""
    blocks = copied_facts(
        discharged=discharged, region=region, municipality=municipality, since=since, episodes=episodes
    )
    return _read(b"".join(blocks), STATES)


def known_at(moment: pl.Expr) -> pl.Expr:
    """True for the states of knowledge that held at a moment, in microseconds since 1970."""
    return (pl.col("known_from") <= moment) & (pl.col("superseded_at") > moment).fill_null(True)


def _read(csv: bytes, columns: dict[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    if not csv:
        return pl.DataFrame(schema=columns)
    names = [("region" if name == "region_code" else name) for name in COPIED_COLUMNS]
    names += [name for name in KNOWN_COLUMNS if name in columns]
    # PostgreSQL writes truth as t and f, which Polars does not read as such.
    read = [columns[name] if columns.get(name) in (CIVIL_TIME, pl.Int64) else pl.String for name in names]
    facts = pl.read_csv(BytesIO(csv), has_header=False, new_columns=names, schema_overrides=read)
    read_columns = [
        (pl.col(name) == "t") if kind == pl.Boolean else pl.col(name).cast(kind)
        for name, kind in columns.items()
    ]
    if facts.get_column(REGION_AVAILABLE).null_count() < facts.height:
        read_columns.append(times_of(pl.col(REGION_AVAILABLE)))
    return facts.select(read_columns)


def times_of(written: pl.Expr) -> pl.Expr:
    """The civil times of a text with a space between them, as a list."""
    return written.str.split(" ").list.eval(
        pl.element().str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us")
    )
