"""The role that web and worker act as: it owns nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction

from coordination.models import Event

pytestmark = pytest.mark.django_db


def test_it_is_hemgang_app_that_acts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("hemgang_app",)


def test_it_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relowner = 'hemgang_app'::regrole"
            " union all select datname from pg_database where datdba = 'hemgang_app'::regrole"
            " union all select nspname from pg_namespace where nspowner = 'hemgang_app'::regrole"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("statement", ["update {} set id = id", "delete from {}"])
def test_it_may_not_change_what_has_happened(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(Event._meta.db_table))
