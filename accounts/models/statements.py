"""Statements that are written once and run often: for what every step and every sweep does.

Django writes a statement anew each time, which takes longer than PostgreSQL needs to run a small one.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import BooleanField, Expression, F, Func, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

from accounts.models.ready_statements import Ready, sent_together

M = TypeVar("M", bound=Model)


class Given(Expression):
    """A value that a prepared query is told when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
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

        def found(row: Sequence[Any]) -> M:
            one = query.model.from_db(connection.alias, names, row[own[0] : own[-1] + 1])
            for each in related:
                each.populate(row, one)
            return one

        def read(cursor: Any) -> list[M]:
            return [found(row) for row in compiler.apply_converters(cursor.fetchall(), converters)]

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
