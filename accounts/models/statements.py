"""Statements that are written once and run often: for what every step and every sweep does.

Django writes a statement anew each time, which takes longer than PostgreSQL needs to run a small one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection, models
from django.db.models import Expression, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

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


class Given(Expression):
    """A value that a prepared query is told when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


def given_many(name: str, column_type: str) -> Expression:
    """Several values, for `__in`."""
    return RawSQL(f"SELECT unnest(%s::{column_type}[])", [Given(name)])  # noqa: S611  (our own names)


class Prepared(Generic[M]):
    """A query of whole rows with `Given` values. Called with them by name, it gives the rows, related ones selected."""

    def __init__(self, query: Callable[[], QuerySet[M]]) -> None:
        self._query = query

    def __call__(self, **given: Any) -> list[M]:
        statement, values, read = self._written
        with connection.cursor() as cursor:
            cursor.execute(statement, _told(values, given))
            return list(read(cursor.fetchall()))

    @cached_property
    def _written(self) -> tuple[str, Sequence[Any], Callable[[Iterable[Any]], Iterator[M]]]:
        query = self._query()
        compiler = query.query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        own = compiler.klass_info["select_fields"]
        names = [compiler.select[place][0].target.attname for place in own]
        related = get_related_populators(compiler.klass_info, compiler.select, connection.alias)  # type: ignore[call-arg]  # the stubs are of a later Django
        converters = compiler.get_converters([column for column, _, _ in compiler.select])

        def read(rows: Iterable[Any]) -> Iterator[M]:
            for row in compiler.apply_converters(rows, converters):
                found = query.model.from_db(connection.alias, names, row[own[0] : own[-1] + 1])
                for each in related:
                    each.populate(row, found)
                yield found

        return statement, values, read


class PreparedUpdate:
    """An UPDATE of a query's rows to values, `Given` ones among both. Called with these by name, it gives how many."""

    def __init__(self, query: Callable[[], QuerySet[Any]], **values: Any) -> None:
        self._query, self._values = query, values

    def __call__(self, **given: Any) -> int:
        statement, values = self._written
        with connection.cursor() as cursor:
            cursor.execute(statement, _told(values, given))
            return cursor.rowcount

    @cached_property
    def _written(self) -> tuple[str, Sequence[Any]]:
        update = cast(UpdateQuery, self._query().query.chain(UpdateQuery))
        update.add_update_values(self._values)
        return update.get_compiler(connection=connection).as_sql()


def _told(values: Sequence[Any], given: Mapping[str, Any]) -> list[Any]:
    return [given[value.name] if isinstance(value, Given) else value for value in values]


def store(
    rows: Iterable[M], *, unique_fields: Sequence[str] = (), update_fields: Sequence[str] = ()
) -> list[M]:
    """New rows of one model, in the database by one statement and with their keys, as `bulk_create` does it.

    A row that stands in the way by its `unique_fields` gets the `update_fields` instead.
    """
    rows = list(rows)
    if not rows:
        return rows
    model = type(rows[0])
    fields = _stored_fields(model)
    values: list[Any]
    if len(rows) <= FEW:
        new = _values(model, len(rows))
        values = [_sent(field, row) for row in rows for field in fields]
    else:
        new = _arrays(model)
        values = [[_sent(field, row) for row in rows] for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insert(model, new, tuple(unique_fields), tuple(update_fields)), values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return rows


def _sent(field: Any, row: Model) -> Any:
    """The row's value as psycopg takes it."""
    value = getattr(row, field.attname)
    return value if type(field) in AS_THEY_ARE else field.get_db_prep_save(value, connection)


@cache
def _stored_fields(model: type[Model]) -> list[Any]:
    key = model._meta.pk
    return [field for field in model._meta.concrete_fields if not field.generated and field is not key]


@cache
def _values(model: type[Model], count: int) -> str:
    row = ", ".join(["%s"] * len(_stored_fields(model)))
    return f"VALUES {', '.join([f'({row})'] * count)}"


@cache
def _arrays(model: type[Model]) -> str:
    # Types without their length: a value that is too long is refused by the column, and not cut by the array.
    types = [field.db_type(connection).partition("(")[0] for field in _stored_fields(model)]
    return f"SELECT * FROM unnest({', '.join(f'%s::{one}[]' for one in types)})"  # noqa: S608  (our own names)


@cache
def _insert(model: type[Model], new: str, unique_fields: Sequence[str], update_fields: Sequence[str]) -> str:
    def columns(names: Iterable[str]) -> list[str]:
        return [quoted(column_of[name]) for name in names]

    quoted = connection.ops.quote_name
    fields = _stored_fields(model)
    column_of = {field.name: field.column for field in fields}
    into = f"{quoted(model._meta.db_table)} ({', '.join(quoted(field.column) for field in fields)})"
    statement = f"INSERT INTO {into} {new}"
    if unique_fields:
        changed = ", ".join(f"{column} = excluded.{column}" for column in columns(update_fields))
        statement += f" ON CONFLICT ({', '.join(columns(unique_fields))}) DO UPDATE SET {changed}"
    return f"{statement} RETURNING {quoted(str(model._meta.pk.column))}"
