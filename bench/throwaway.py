"""A PostgreSQL of its own for one part's figures, used under the app's role as web and worker do, then forgotten."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import django
import psycopg

from bench.figures import Figure
from config.embedded.postgres import start_postgres

ROOT = Path(__file__).resolve().parent.parent
LOGIN = "hemgang_bench"
# A small server's. What is committed is on disk, as it is where patients are.
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "4GB"}


@dataclass(frozen=True)
class Throwaway:
    """The database, with its tables and nothing in them."""

    owner_url: str
    environment: Mapping[str, str]
    """Of a process that uses it as web and worker do."""

    def as_owner(self) -> psycopg.Connection:
        """For what the app's role may not: COPY of ready rows into history, VACUUM, EXPLAIN of others' queries."""
        return psycopg.connect(self.owner_url, autocommit=True)


def figures_of(*modules: str) -> Iterator[Figure]:
    """What each module's `measured(database)` gives, in one database. They may import models: it is there by then."""
    with throwaway_database() as database:
        for module in modules:
            yield from import_module(module).measured(database)


@contextmanager
def throwaway_database() -> Iterator[Throwaway]:
    """The database, and Django set up to use it: once in a process, since settings are read once."""
    with tempfile.TemporaryDirectory(prefix="hemgang-bench-") as folder:
        # PostgreSQL runs as another account where we are root, and must pass through.
        Path(folder).chmod(0o755)
        server = start_postgres(Path(folder, "postgres"), settings=SETTINGS)
        try:
            environment = {
                **os.environ,
                "SECRET_KEY": secrets.token_urlsafe(48),
                "DATABASE_URL": server.url(LOGIN, secrets.token_urlsafe(24)),
                "DATABASE_POOL_SIZE": "0",
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "HTTPS": "no",
                "LOG_LEVEL": "WARNING",
            }
            as_owner = {
                **environment,
                "DATABASE_URL": server.url(),
                "DATABASE_APP_URL": environment["DATABASE_URL"],
            }
            for command in (["migrate", "--verbosity=0"], ["make_app_login"]):
                subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=as_owner, check=True)
            os.environ.update(environment)
            django.setup()
            yield Throwaway(server.url(), environment)
        finally:
            server.stop()
