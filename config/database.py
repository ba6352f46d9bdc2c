"""A DATABASE_URL as Django's database settings."""

from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured


def database_settings(url: str, *, pool_size: int) -> dict[str, Any]:
    """Settings of one database; with a pool of `pool_size` connections a process, or none when 0.

    Written here and not asked of psycopg, since commands that never open the database load this too.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in {"postgres", "postgresql"}:
        # The URL itself is not repeated: it has a password in it, and this ends in a log.
        raise ImproperlyConfigured(
            "DATABASE_URL is not a PostgreSQL URL such as postgresql://user:password@host:5432/name"
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        # The pool keeps connections; kept by threads as well they would exhaust the server.
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
    }


def with_login(url: str, user: str, password: str) -> str:
    """The same database for another login."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user, safe='')}:{quote(password, safe='')}@{place}"))
