"""A DATABASE_URL as Django's database settings."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def database_settings(url: str, *, pool_size: int) -> dict[str, Any]:
    """Settings of one database; with a pool of `pool_size` connections a process, or none when 0."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        # Not the library's sentence: it repeats the URL, and so the password, in the log.
        raise ImproperlyConfigured(
            "DATABASE_URL is not a PostgreSQL URL such as postgresql://user:password@host:5432/name"
        ) from None
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        # The pool keeps connections; kept by threads as well they would exhaust the server.
        "CONN_MAX_AGE": 0,
        "OPTIONS": dict(parts),
    }
    if pool_size:
        settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return settings
