"""Real servers and real processes in a folder of their own, to be ended and started again in any order."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from redis import Redis

from config.embedded.children import stop_child
from config.embedded.postgres import Postgres, start_postgres
from config.embedded.valkey import Valkey, start_valkey
from tests.faults.armed import NOWHERE
from tests.faults.nursery import ROOT, Nursery
from tests.servers import THROWAWAY

LOGIN, PASSWORD = "hemgang_faults", "of a run that is forgotten"

# A process that crashes loses what it had not handed to the machine: what was committed must be there.
SETTINGS = {**THROWAWAY, "synchronous_commit": "on"}

COMMANDS = {
    "web": "gunicorn --config config/gunicorn.py config.wsgi",
    "worker": "celery --app config.celery worker --concurrency 2 --without-mingle --without-gossip",
    "beat": "celery --app config.celery beat --scheduler celery.beat.Scheduler",
    # Somebody has started one too many: all that happens by itself is asked for twice.
    "second beat": "celery --app config.celery beat --scheduler celery.beat.Scheduler",
    "sweeper": "manage run_deadlines --loop --interval 0.3",
    "relay": "manage run_deliveries --loop --interval 0.3",
}


def prepare(folder: Path) -> None:
    """Tables, and a login that owns nothing: a database that each schedule gets a copy of."""
    postgres = start_postgres(folder, settings=SETTINGS)
    try:
        owner = {
            **os.environ,
            **settings_of(postgres, port=0),
            "DATABASE_URL": postgres.url(),
            "DATABASE_APP_URL": postgres.url(LOGIN, PASSWORD),
        }
        for command in ("migrate", "make_app_login"):
            subprocess.run(
                [sys.executable, "manage.py", command],
                check=True,
                cwd=ROOT,
                env=owner,
                stdout=subprocess.DEVNULL,
            )
    finally:
        postgres.stop()


def settings_of(
    postgres: Postgres, *, port: int, mail_port: int = 0, valkey: Valkey | None = None
) -> dict[str, str]:
    """What a process is told by its environment."""
    return {
        "SECRET_KEY": "a key for faults, which protects nothing: " + "0123456789" * 5,
        "DATABASE_URL": postgres.url(LOGIN, PASSWORD),
        "DATABASE_POOL_SIZE": "0",
        **({"REDIS_URL": valkey.url} if valkey else {}),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "yes",
        "HTTPS": "no",
        "WEBHOOKS_IN_OWN_NETWORK": "yes",
        "WEB_PROCESSES": "1",
        "PORT": str(port),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Stage:
    """One schedule's servers and processes: new ones, on a copy of the prepared database, whatever was here before."""

    def __init__(self, folder: Path, *, prepared: Path, port: int, mail_port: int) -> None:
        self.folder, self.port, self.mail_port = folder, port, mail_port
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        # PostgreSQL runs as another account where we are root, and must pass through.
        folder.chmod(0o755)
        # Python's own copy forgets whose the files are.
        subprocess.run(["cp", "-a", prepared, folder / "postgres"], check=True)  # noqa: S607
        self._nursery: Nursery | None = None
        self._processes: dict[str, int] = {}
        self._groups: set[int] = set()
        self._armed: list[Path] = []
        self.valkey: Valkey | None = start_valkey(folder / "valkey")
        self.postgres: Postgres = start_postgres(folder / "postgres", settings=SETTINGS)

    def environment(self) -> dict[str, str]:
        """The same in each schedule on this folder."""
        return settings_of(self.postgres, port=self.port, mail_port=self.mail_port, valkey=self.valkey)

    def open(self) -> None:
        """From now on processes can be started; before this process has any thread or connection."""
        self._nursery = Nursery()

    def start(self, name: str, point: str = NOWHERE, nth: int = 0) -> Path:
        """Starts it where it does not run, armed or not; the file that is there when an armed one has struck."""
        struck = self.folder / f"struck-{len(self._groups)}"
        if not self.is_running(name):
            assert self._nursery
            number = self._nursery.start(
                COMMANDS[name], log=self.folder / f"{name}.log", point=point, nth=nth, struck=struck
            )
            self._processes[name] = number
            self._groups.add(number)
        return struck

    def is_running(self, name: str) -> bool:
        if name not in self._processes:
            return False
        assert self._nursery
        if self._nursery.has_ended(self._processes[name]):
            del self._processes[name]
        return name in self._processes

    def kill(self, name: str) -> bool:
        """kill -9 of the process alone, where it runs: what it forked finds out by itself."""
        if not self.is_running(name):
            return False
        os.kill(self._processes[name], signal.SIGKILL)
        while self.is_running(name):
            time.sleep(0.005)
        return True

    def kill_all(self) -> None:
        """As when the machine loses its power: every process, and what it forked."""
        for group in self._groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for name in COMMANDS:
            while self.is_running(name):
                time.sleep(0.005)

    def start_all(self) -> None:
        for name in COMMANDS:
            self.start(name)

    def stop_valkey(self) -> None:
        if self.valkey:
            self.valkey.stop()
            self.valkey = None

    def start_valkey(self) -> None:
        """Empty, as it is after a crash without a disk."""
        self.valkey = self.valkey or start_valkey(self.folder / "valkey")

    def empty_valkey(self) -> None:
        """It runs on, and has forgotten everything."""
        if self.valkey:
            with Redis.from_url(self.valkey.url) as client:
                client.flushall()

    def restart_postgres(self, stop_signal: signal.Signals) -> None:
        """SIGINT ends it in order; SIGQUIT at once, sessions and all, so that it must recover."""
        stop_child(self.postgres.process, stop_signal)
        self.postgres = start_postgres(self.folder / "postgres", settings=SETTINGS)

    def pause_postgres(self, seconds: float) -> None:
        """It answers nobody for a while."""
        paused = [self.postgres.process.pid, *_children_of(self.postgres.process.pid)]
        for number in (signal.SIGSTOP, signal.SIGCONT):
            for process in paused:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, number)
            time.sleep(seconds if number == signal.SIGSTOP else 0)

    def close(self) -> None:
        self.kill_all()
        self.stop_valkey()
        self.postgres.stop()


def _children_of(parent: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # pid (name, which may have spaces) state parent ...
            number, _, rest = stat.read_text().partition(" (")
            if int(rest.rpartition(") ")[2].split()[1]) == parent:
                yield int(number)
