"""The stored facts of episodes, as the billing core reads them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from agreements.dated import DatePeriod
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.facts import CIVIL_TIME, FACTS, REGION_AVAILABLE
from coordination import published
from coordination.published import COLUMN_KINDS, FACT_COLUMNS, STATE_COLUMNS, fact_columns

STORED: dict[str, pl.DataType | type[pl.DataType]] = {
    "region": pl.String,
    **FACTS,
    "registered_late": pl.String,
}
"""The columns of the stored facts: the core's, the region whose hospital it was, and which facts were registered long
after they occurred, with a space between."""

KNOWN = ("known_from", "superseded_at")
STATES: dict[str, pl.DataType | type[pl.DataType]] = {**STORED, **dict.fromkeys(KNOWN, pl.Int64)}
"""The same with the time from which a state of knowledge held, and the one until which it did (null: it still does)."""

REGION, MUNICIPALITY = pl.Enum(list(REGIONS)), pl.Enum(list(MUNICIPALITIES))
NO_NUMBER = pl.Enum([""])
WITHOUT_NUMBERS: dict[str, pl.DataType | type[pl.DataType]] = {
    "region": REGION,
    **FACTS,
    "episode_id": NO_NUMBER,
    "municipality": MUNICIPALITY,
    "placing_municipality": MUNICIPALITY,
}

YEARS_AT_A_TIME = 2
"""As many are asked for in one question: the pieces of bytes stay small, and so does what they are read with."""
YEAR_2000 = 946_684_800_000_000
"""In microseconds since 1970."""
NOTHING = -(2**63)


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
    asked = {"region": region, "municipality": municipality, "known_by": known_by, "episodes": episodes}
    return _in_order(_read((*FACT_COLUMNS, "place"), discharged, **asked), STORED)


def facts_without_numbers(
    *,
    discharged: DatePeriod,
    region: str | None,
    municipality: str | None,
    known_by: datetime,
    without: Collection[str] = (),
) -> pl.DataFrame:
    """The same in no order and without some numbers: a third less to read.

    `episode_id` is empty, and `municipality` the liable one. Codes are `Enum`s, so that millions take little room.
    """
    skipped = ("episode_id", "municipality", "placing_municipality", "registered_late", "region_code")
    columns = ("liable_municipality", *(name for name in FACT_COLUMNS if name not in skipped))
    if region is None:
        columns += ("region_code",)
    asked = {"region": region, "municipality": municipality, "known_by": known_by, "without": without}
    pieces = (_without_numbers(piece, region) for piece in _pieces_read(columns, discharged, **asked))
    return pl.concat(pieces, how="diagonal")


def _without_numbers(facts: pl.DataFrame, region: str | None) -> pl.DataFrame:
    facts = facts.rename({"liable_municipality": "municipality"}).with_columns(
        region=pl.lit(region) if region else pl.col("region_code"),
        episode_id=pl.lit("", dtype=NO_NUMBER),
        placing_municipality=pl.lit(None, MUNICIPALITY),
    )
    return _selected(facts, WITHOUT_NUMBERS)


def facts_of_waiting(*, region: str | None = None, municipality: str | None = None) -> pl.DataFrame:
    """The facts, as known now, of the patients who have been declared ready and are still in hospital."""
    facts = _read((*FACT_COLUMNS, "place"), None, region=region, municipality=municipality)
    return _in_order(facts, STORED)


def states_of_facts(
    *,
    discharged: DatePeriod | None,
    since: datetime,
    region: str | None = None,
    municipality: str | None = None,
    episodes: Collection[str] | None = None,
) -> pl.DataFrame:
    """The same as they are known now and as they were known at any moment since: a row a state of knowledge."""
    columns = (*FACT_COLUMNS, *STATE_COLUMNS)
    asked = {"region": region, "municipality": municipality, "since": since, "episodes": episodes}
    return _in_order(_read(columns, discharged, **asked), STATES)


def known_at(moment: pl.Expr) -> pl.Expr:
    """True for the states of knowledge that held at a moment, in microseconds since 1970."""
    return (pl.col("known_from") <= moment) & (pl.col("superseded_at") > moment).fill_null(True)


def times_of(written: pl.Expr) -> pl.Expr:
    """The civil times of a text with a space between them, as a list."""
    return written.str.split(" ").list.eval(
        pl.element().str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us")
    )


def _read(columns: Sequence[str], discharged: DatePeriod | None, **asked: Any) -> pl.DataFrame:
    """The columns of all the rows, in no particular order."""
    return pl.concat(_pieces_read(columns, discharged, **asked))


def _pieces_read(
    columns: Sequence[str], discharged: DatePeriod | None, **asked: Any
) -> Iterator[pl.DataFrame]:
    """The same piece by piece; first an empty one, which has the columns."""
    yield pl.DataFrame(schema={name: _KINDS[COLUMN_KINDS[name]] for name in columns})
    for period in [None] if discharged is None else _pieces(discharged):
        piece = fact_columns(columns, discharged=period, **asked)
        if piece is not None:
            yield _frame(piece)


def _pieces(discharged: DatePeriod) -> Iterator[DatePeriod]:
    """The dates a few years at a time."""
    first = discharged.first
    while True:
        after = date(first.year + YEARS_AT_A_TIME, 1, 1)
        if discharged.last is None or after > discharged.last:
            yield DatePeriod(first, discharged.last)
            return
        yield DatePeriod(first, after - timedelta(days=1))
        first = after


def _frame(piece: Mapping[str, bytes]) -> pl.DataFrame:
    return pl.DataFrame([_READ[COLUMN_KINDS[name]](sent).alias(name) for name, sent in piece.items()])


def _in_order(facts: pl.DataFrame, columns: Mapping[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    """As they were first recorded."""
    facts = facts.rename({"region_code": "region"})
    return _selected(facts.sort("place", *(name for name in KNOWN[:1] if name in columns)), columns)


def _selected(facts: pl.DataFrame, columns: Mapping[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    """The columns as the core takes them, and the times of services that were back where any episode has such."""
    read_columns = [pl.col(name).cast(kind) for name, kind in columns.items()]
    if facts.get_column(REGION_AVAILABLE).null_count() < facts.height:
        read_columns.append(times_of(pl.col(REGION_AVAILABLE)))
    return facts.select(read_columns)


def _texts(sent: bytes) -> pl.Series:
    texts = pl.Series([sent.decode()], dtype=pl.String).str.split("\0").explode()
    return texts.set(texts == "", None)


def _truths(sent: bytes) -> pl.Series:
    return _numbers(sent, pl.UInt8, 1) == 1


def _whole_numbers(sent: bytes) -> pl.Series:
    numbers = _numbers(sent, pl.Int64, 8)
    return numbers.set(numbers == NOTHING, None)


def _moments(sent: bytes) -> pl.Series:
    return _whole_numbers(sent) + YEAR_2000


def _civil_times(sent: bytes) -> pl.Series:
    return _moments(sent).cast(CIVIL_TIME)


def _numbers(sent: bytes, kind: type[pl.DataType], width: int) -> pl.Series:
    as_array = pl.Array(kind, len(sent) // width)
    return pl.Series([sent], dtype=pl.Binary).bin.reinterpret(dtype=as_array, endianness="big").explode()


_READ: Mapping[int, Callable[[bytes], pl.Series]] = {
    published.TEXT: _texts,
    published.TRUTH: _truths,
    published.WHOLE_NUMBER: _whole_numbers,
    published.CIVIL_TIME: _civil_times,
    published.MOMENT: _moments,
}
_KINDS: Mapping[int, pl.DataType | type[pl.DataType]] = {
    published.TEXT: pl.String,
    published.TRUTH: pl.Boolean,
    published.WHOLE_NUMBER: pl.Int64,
    published.CIVIL_TIME: CIVIL_TIME,
    published.MOMENT: pl.Int64,
}
