"""New rows, written by statements that are put together once for each model (see `statements`)."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Model

from accounts.models.ready_statements import Ready, sent_together

M = TypeVar("M", bound=Model)

# Fields whose values psycopg takes as they are; others say how theirs are stored, or refuse them.
AS_THEY_ARE = {
    models.BigAutoField,
    models.BooleanField,
    models.CharField,
    models.DateTimeField,
    models.ForeignKey,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.SmallIntegerField,
    models.UUIDField,
}

# So many rows are written value by value; of more, psycopg has less to do when each column is one array.
FEW = 8


def store(
    rows: Iterable[M], *, unique_fields: Sequence[str] = (), update_fields: Sequence[str] = ()
) -> list[M]:
    """New rows of one model, in the database by one statement and with their keys, as `bulk_create` does it.

    A row that stands in the way by its `unique_fields` gets the `update_fields` instead.
    """
    rows = list(rows)
    sent_together(*storing(rows, unique_fields=unique_fields, update_fields=update_fields))
    return rows


def storing(
    rows: Sequence[M], *, unique_fields: Sequence[str] = (), update_fields: Sequence[str] = ()
) -> list[Ready[Any]]:
    """The same, to be sent together with other statements; none where there are no rows."""
    if not rows:
        return []
    model = type(rows[0])
    into, returning = _around(model, tuple(unique_fields), tuple(update_fields))
    fields = _stored_fields(model)
    parts: list[tuple[str, Sequence[Any]]]
    if len(rows) <= FEW:
        values = _values(model)
        begins = [f"{into} VALUES {values}", *[f", {values}"] * (len(rows) - 1)]
        parts = [
            (begin, [_sent(field, row) for field in fields]) for begin, row in zip(begins, rows, strict=True)
        ]
    else:
        arrays = [[_sent(field, row) for row in rows] for field in fields]
        parts = [(f"{into} {_arrays(model)}", arrays)]

    def read(cursor: Any) -> None:
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding, row._state.db = key, False, connection.alias

    return [Ready([*parts, (returning, ())], read)]


def _sent(field: Any, row: Model) -> Any:
    """The row's value as psycopg takes it."""
    value = getattr(row, field.attname)
    return value if type(field) in AS_THEY_ARE else field.get_db_prep_save(value, connection)


@cache
def _stored_fields(model: type[Model]) -> list[Any]:
    key = model._meta.pk
    return [field for field in model._meta.concrete_fields if not field.generated and field is not key]


@cache
def _values(model: type[Model]) -> str:
    return f"({', '.join(['%s'] * len(_stored_fields(model)))})"


@cache
def _arrays(model: type[Model]) -> str:
    # Types without their length: a value that is too long is refused by the column, and not cut by the array.
    types = [field.db_type(connection).partition("(")[0] for field in _stored_fields(model)]
    return f"SELECT * FROM unnest({', '.join(f'%s::{one}[]' for one in types)})"  # noqa: S608  (our own names)


@cache
def _around(
    model: type[Model], unique_fields: Sequence[str], update_fields: Sequence[str]
) -> tuple[str, str]:
    """What stands before the values and after them."""

    def columns(names: Iterable[str]) -> list[str]:
        return [quoted(column_of[name]) for name in names]

    quoted = connection.ops.quote_name
    fields = _stored_fields(model)
    column_of = {field.name: field.column for field in fields}
    into = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(quoted(field.column) for field in fields)})"
    )
    returning = f" RETURNING {quoted(str(model._meta.pk.column))}"
    if not unique_fields:
        return into, returning
    changed = ", ".join(f"{column} = excluded.{column}" for column in columns(update_fields))
    return into, f" ON CONFLICT ({', '.join(columns(unique_fields))}) DO UPDATE SET {changed}{returning}"
