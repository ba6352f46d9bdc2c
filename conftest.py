"""The test database: made by its owner, then used as `hemgang_app`, the role that web and worker have."""

from collections.abc import Generator

import hypothesis
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

# A property is true or false; how long one example took says only how busy the machine was.
hypothesis.settings.register_profile(
    "hemgang", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("hemgang")

pytest_plugins = ["tests.cast", "tests.browser"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[None]:
    """Hands the migrated test database over to `hemgang_app` for the run, and back to be dropped."""
    options = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("grant hemgang_app to current_user")
        # Tests with real transactions empty the tables after them; in production nobody may.
        cursor.execute("grant truncate on all tables in schema public to hemgang_app")
    connection.close()
    options["options"] = "-c role=hemgang_app"
    yield
    with django_db_blocker.unblock():
        connection.close()
    del options["options"]
    # Threads of a live server may still hold a connection, and then the database could not be dropped.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
