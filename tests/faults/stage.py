"""Real servers and real processes in a folder of their own, to be ended and started again in any order."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from redis import Redis

from config.embedded.children import start_child, stop_child
from config.embedded.postgres import Postgres, start_postgres
from config.embedded.valkey import Valkey, start_valkey
from tests.servers import THROWAWAY

ROOT = Path(__file__).resolve().parents[2]
LOGIN, PASSWORD = "hemgang_faults", "of a run that is forgotten"

# A process that crashes loses what it had not handed to the machine: what was committed must be there.
SETTINGS = {**THROWAWAY, "synchronous_commit": "on"}

COMMANDS = {
    "web": "gunicorn --config config/gunicorn.py config.wsgi",
    "worker": "celery --app config.celery worker --concurrency 2 --without-mingle --without-gossip",
    "beat": "celery --app config.celery beat --scheduler celery.beat.Scheduler",
    "sweeper": "manage run_deadlines --loop --interval 0.3",
    "relay": "manage run_deliveries --loop --interval 0.3",
}


class Stage:
    """One run's servers, environment and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres: Postgres = start_postgres(folder / "postgres", settings=SETTINGS)
        self.valkey: Valkey | None = start_valkey(folder / "valkey")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.environment = {
            **os.environ,
            "SECRET_KEY": "a key for faults, which protects nothing: " + "0123456789" * 5,
            "DATABASE_URL": self.postgres.url(LOGIN, PASSWORD),
            "DATABASE_POOL_SIZE": "0",
            "REDIS_URL": self.valkey.url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEMO": "yes",
            "HTTPS": "no",
            "WEBHOOKS_IN_OWN_NETWORK": "yes",
            "WEB_PROCESSES": "1",
            "PORT": str(self.port),
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def prepare(self) -> None:
        """Tables, and a login that owns nothing."""
        owner = {
            **self.environment,
            "DATABASE_URL": self.postgres.url(),
            "DATABASE_APP_URL": self.environment["DATABASE_URL"],
        }
        for command in ("migrate", "make_app_login"):
            subprocess.run(
                [sys.executable, "manage.py", command],
                check=True,
                cwd=ROOT,
                env=owner,
                stdout=subprocess.DEVNULL,
            )

    def start(self, name: str, point: str = "nowhere", nth: int = 0) -> None:
        """Starts it where it does not run, armed or not."""
        if self.is_running(name):
            return
        command = [sys.executable, "-m", "tests.faults.armed", point, str(nth), "--", *COMMANDS[name].split()]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = start_child(command, log=log, environment=self.environment, folder=ROOT)

    def is_running(self, name: str) -> bool:
        return name in self.processes and self.processes[name].poll() is None

    def kill(self, name: str) -> None:
        """kill -9 of the process alone: what it forked finds out by itself."""
        if self.is_running(name):
            self.processes[name].kill()
            self.processes[name].wait()

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

    def crash_postgres(self) -> None:
        """Ends it at once, sessions and all, and starts it again."""
        stop_child(self.postgres.process, signal.SIGQUIT)
        self.postgres = start_postgres(self.folder / "postgres", settings=SETTINGS)

    def pause_postgres(self, seconds: float) -> None:
        """It answers nobody for a while."""
        paused = [self.postgres.process.pid, *_children_of(self.postgres.process.pid)]
        for number in (signal.SIGSTOP, signal.SIGCONT):
            for process in paused:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, number)
            time.sleep(seconds if number == signal.SIGSTOP else 0)

    def stop_processes(self) -> None:
        for process in self.processes.values():
            stop_child(process, patience=5)
        self.processes.clear()

    def close(self) -> None:
        self.stop_processes()
        self.stop_valkey()
        self.postgres.stop()


def _children_of(parent: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # pid (name, which may have spaces) state parent ...
            number, _, rest = stat.read_text().partition(" (")
            if int(rest.rpartition(") ")[2].split()[1]) == parent:
                yield int(number)
