"""A PostgreSQL and a Valkey for one test run, started before Django reads its settings.

A pytest plugin (`-p tests.servers`). DATABASE_URL and REDIS_URL, where set, are used instead;
so the workers of pytest-xdist, which inherit them, share the servers with a database each.
"""

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.embedded.postgres import start_postgres
from config.embedded.valkey import start_valkey

FOLDER_PREFIX = "hemgang-tests-"
# What is lost in a power cut is a test run.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
}

_clean_up = ExitStack()
atexit.register(_clean_up.close)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    os.environ.setdefault("SECRET_KEY", "a key for test runs, which protects nothing: " + "0123456789" * 5)
    os.environ.setdefault("DATABASE_POOL_SIZE", "0")
    # The test client speaks plain HTTP, as to a server behind no proxy.
    os.environ.setdefault("HTTPS", "no")
    _remove_folders_of_dead_runs()
    if "DATABASE_URL" not in os.environ:
        home = _folder_of_this_run() / "postgres"
        server = start_postgres(home, settings=THROWAWAY)
        _clean_up.callback(server.stop)
        os.environ["DATABASE_URL"] = server.url()
    if "REDIS_URL" not in os.environ:
        valkey = start_valkey(_folder_of_this_run() / "valkey")
        _clean_up.callback(valkey.stop)
        os.environ["REDIS_URL"] = valkey.url
    return (yield)


def _folder_of_this_run() -> Path:
    folder = Path(tempfile.gettempdir()) / f"{FOLDER_PREFIX}{os.getpid()}"
    if not folder.exists():
        # Others may pass through (PostgreSQL runs as `nobody` for root) to a data folder that is closed.
        folder.mkdir(mode=0o755)
        _clean_up.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _remove_folders_of_dead_runs() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        run = re.fullmatch(rf"{FOLDER_PREFIX}(\d+)", folder.name)
        if run and not _is_alive(int(run[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
