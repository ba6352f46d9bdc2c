"""Statements that are written once and run often: for what every step, every sweep and the pages of every day do.

Django writes a statement anew each time, which takes longer than PostgreSQL needs to run a small one.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import BooleanField, Expression, F, Field, Func, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

from accounts.models.ready_statements import Ready, sent_together

M = TypeVar("M", bound=Model)


class Given(Expression):
    """A value that a prepared query is told when it is asked; its field where Django must know what it is."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


def is_among(field: str, name: str, column_type: str) -> Expression:
    """That the field has one of several given values: `__in`, in fewer words to the database."""
    return Func(
        F(field),
        Given(name),
        arg_joiner=" = ANY(",
        template=f"%(expressions)s::{column_type}[])",
        output_field=BooleanField(),
    )


class Prepared(Generic[M]):
    """A query of whole rows with `Given` values. Called with them by name, it gives the rows, related ones selected."""

    def __init__(self, query: Callable[[], QuerySet[M]]) -> None:
        self._query = query

    def __call__(self, **given: Any) -> list[M]:
        (rows,) = sent_together(self.ready(**given))
        return rows

    def ready(self, **given: Any) -> Ready[list[M]]:
        """The same, to be sent together with other statements."""
        statement, values, read = self._written
        return Ready([(statement, _told(values, given))], read)

    @cached_property
    def _written(self) -> tuple[str, Sequence[Any], Callable[[Any], list[M]]]:
        query = self._query()
        compiler = query.query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        own = compiler.klass_info["select_fields"]
        names = [compiler.select[place][0].target.attname for place in own]
        related = get_related_populators(compiler.klass_info, compiler.select, connection.alias)  # type: ignore[call-arg]  # the stubs are of a later Django
        converters = compiler.get_converters([column for column, _, _ in compiler.select])

        def found(row: Sequence[Any], shared: dict[Any, Model | None]) -> M:
            one = query.model.from_db(connection.alias, names, row[own[0] : own[-1] + 1])
            for each in related:
                _relate(each, row, one, shared)
            return one

        def read(cursor: Any) -> list[M]:
            shared: dict[Any, Model | None] = {}
            return [found(row, shared) for row in compiler.apply_converters(cursor.fetchall(), converters)]

        return statement, values, read


def _relate(populator: Any, row: Sequence[Any], found: Model, shared: dict[Any, Model | None]) -> None:
    """As `populator.populate`, but rows that are related to the same row share it: many events are by few people."""
    columns = row[populator.cols_start : populator.cols_end]
    key = populator, columns[populator.pk_idx]
    if key not in shared:
        shared[key] = None
        if key[1] is not None:
            shared[key] = related = populator.model_cls.from_db(populator.db, populator.init_list, columns)
            for inner in populator.related_populators:
                _relate(inner, row, related, shared)
    populator.local_setter(found, shared[key])
    if shared[key] is not None:
        populator.remote_setter(shared[key], found)


class PreparedValues:
    """A query of `values_list` with `Given` values. Called with these by name, it gives a tuple for each row."""

    def __init__(self, query: Callable[[], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._query = query

    def __call__(self, **given: Any) -> list[tuple[Any, ...]]:
        (rows,) = sent_together(self.ready(**given))
        return rows

    def ready(self, **given: Any) -> Ready[list[tuple[Any, ...]]]:
        """The same, to be sent together with other statements."""
        statement, values, read = self._written
        return Ready([(statement, _told(values, given))], read)

    @cached_property
    def _written(self) -> tuple[str, Sequence[Any], Callable[[Any], list[tuple[Any, ...]]]]:
        compiler = self._query().query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        converters = compiler.get_converters([column for column, _, _ in compiler.select])

        def read(cursor: Any) -> list[tuple[Any, ...]]:
            rows = cursor.fetchall()
            return list(map(tuple, compiler.apply_converters(rows, converters))) if converters else rows

        return statement, values, read


class PreparedUpdate:
    """An UPDATE of a query's rows to values, `Given` ones among both. Called with these by name, it gives how many."""

    def __init__(self, query: Callable[[], QuerySet[Any]], **values: Any) -> None:
        self._query, self._values = query, values

    def __call__(self, **given: Any) -> int:
        (count,) = sent_together(self.ready(**given))
        return count

    def ready(self, **given: Any) -> Ready[int]:
        """The same, to be sent together with other statements."""
        statement, values = self._written
        return Ready([(statement, _told(values, given))], lambda cursor: cursor.rowcount)

    @cached_property
    def _written(self) -> tuple[str, Sequence[Any]]:
        update = cast(UpdateQuery, self._query().query.chain(UpdateQuery))
        update.add_update_values(self._values)
        return update.get_compiler(connection=connection).as_sql()


def _told(values: Sequence[Any], given: Mapping[str, Any]) -> list[Any]:
    return [given[value.name] if isinstance(value, Given) else value for value in values]
