"""Columns become the very JSON texts that are digested value by value."""

import json
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.core.facts import CORRECTION_COLUMNS, FACTS, REGION_AVAILABLE
from billing.statements.digests import json_text
from billing.statements.json_columns import json_object, json_of
from billing.statements.plain import plain

COLUMNS = {
    **FACTS,
    REGION_AVAILABLE: pl.List(pl.Datetime("us")),
    **CORRECTION_COLUMNS,
    "counted_from": pl.Date(),
    "days": pl.Int32(),
}
TEXTS = st.text() | st.sampled_from(
    ["åäö ÅÄÖ", '"', "\\", 'a"\\b', "\n\t\r", "\x00\x1f\x7f", "\u2028", "null", "{}"]
)
TIMES = st.datetimes()
DATES = st.dates()
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    pl.String: TEXTS,
    pl.Boolean: st.booleans(),
    pl.Date: DATES,
    pl.Int32: st.integers(-(2**31), 2**31 - 1),
}
VALUES_OF: dict[str, st.SearchStrategy[Any]] = {
    REGION_AVAILABLE: st.lists(TIMES),
    "uncounted_dates": st.lists(DATES),
    "corrected_by": st.lists(st.integers(0, 2**62)),
    "care_type": st.sampled_from(["somatic", "psychiatric", "forensic"]),
}


def values(name: str, kind: Any) -> st.SearchStrategy[Any]:
    known = VALUES_OF.get(name, VALUES.get(kind if isinstance(kind, type) else type(kind), TIMES))
    return st.none() | known


ROWS = st.lists(st.fixed_dictionaries({name: values(name, kind) for name, kind in COLUMNS.items()}))


@given(ROWS)
def test_a_row_is_the_json_of_what_it_has(rows: list[dict[str, Any]]) -> None:
    table = pl.DataFrame(rows, schema=COLUMNS)
    written = table.select(
        json_object((name, json_of(pl.col(name), kind)) for name, kind in table.schema.items())
    )
    for row, text in zip(rows, written.to_series(), strict=True):
        there = {name: value for name, value in row.items() if value is not None}
        assert text == json_text(plain(there))
        assert json.loads(text) == plain(there)


def test_what_has_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="Float64"):
        json_of(pl.col("days"), pl.Float64())
