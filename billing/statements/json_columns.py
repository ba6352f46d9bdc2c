"""Columns as the JSON texts that `plain` and `json.dumps` make of each of their values, without a step in Python a row.

`plain.py` is the definition: what is written here must be the very same text, which the digests rest on.
"""

import json
from collections.abc import Iterable

import polars as pl

ESCAPED = {
    character: escaped
    for character in map(chr, range(128))
    if (escaped := json.dumps(character, ensure_ascii=False)[1:-1]) != character
}
"""Quotes, backslashes and what cannot be seen; every other character stands for itself."""


def json_of(value: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """The JSON text of a value of that type; null where there is none."""
    match kind:
        case pl.String() | pl.Enum() | pl.Categorical():
            text = value.cast(pl.String)
            return _quoted(text.str.replace_many(list(ESCAPED), list(ESCAPED.values())))
        case pl.Boolean():
            return pl.when(value).then(pl.lit("true")).when(~value).then(pl.lit("false"))
        case pl.Date():
            return _quoted(value.dt.to_string("iso"))
        case pl.Datetime(time_zone=None):
            return _quoted(value.dt.to_string("iso:strict").str.strip_suffix(".000000"))
        case pl.List():
            element = json_of(pl.element(), kind.inner)  # type: ignore[arg-type]  # no class in a table's schema
            return pl.format("[{}]", value.list.eval(element).list.join(", "))
        case _ if kind.is_integer():
            return value.cast(pl.String)
    raise TypeError(f"no JSON text of {kind}")


def json_object(values: Iterable[tuple[str, pl.Expr]]) -> pl.Expr:
    """An object of JSON texts by their names, in the order of the names; one that is null is left out."""
    members = (pl.format("{}: {}", pl.lit(json.dumps(name)), value) for name, value in sorted(values))
    return pl.format(
        "{}{}{}", pl.lit("{"), pl.concat_str(members, separator=", ", ignore_nulls=True), pl.lit("}")
    )


def _quoted(text: pl.Expr) -> pl.Expr:
    return pl.format('"{}"', text)
