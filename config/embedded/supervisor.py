"""Children started in order, watched, and stopped in the opposite order.

However this process ends, its children do: see config/embedded/children.py.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from config.embedded.children import die_with_parent, start_child, stop_child
from config.embedded.failed import Failed

RESTART_PAUSE = 1.0  # seconds between the end of a service and its next start


class Stopped(Exception):
    """Somebody asked us to stop."""


@dataclass
class Service:
    """A process that is started again when it ends."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    folder: Path
    process: subprocess.Popen[bytes]
    ended_at: float | None = None


class Supervisor:
    """The children of one run."""

    def __init__(self) -> None:
        self._is_stopping = False
        self._started_at = time.monotonic()
        self._servers: dict[str, tuple[subprocess.Popen[bytes], Callable[[], None]]] = {}
        self._services: list[Service] = []

    def listen(self) -> None:
        """Takes stop signals, and the end of `make`, from now on: before the first child is started."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        die_with_parent(signal.SIGTERM, os.getppid())

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        # Only a note: raising here could lose a child between its start and its being written down.
        self._is_stopping = True

    def say(self, sentence: str) -> None:
        print(f"{time.monotonic() - self._started_at:6.1f} s  {sentence}", flush=True)

    def pause(self, seconds: float = 0.05) -> None:
        """A moment's wait; raises Stopped when asked to stop."""
        if not self._is_stopping:
            time.sleep(seconds)
        if self._is_stopping:
            raise Stopped

    def hold(self, name: str, process: subprocess.Popen[bytes], stop: Callable[[], None]) -> None:
        """A server that everything needs: when it ends, so does the run."""
        self._servers[name] = (process, stop)
        self.pause(0)

    def run_step(
        self,
        command: list[str],
        environment: Mapping[str, str],
        log: Path,
        folder: Path,
        *,
        shows_progress: bool = False,
    ) -> str:
        """What a command that ends prints; raises Failed with its last words when it fails.

        With `shows_progress` its standard error is seen while it works.
        """
        start = log.stat().st_size if log.exists() else 0
        child = _start(command, environment, log, folder, shows_errors=shows_progress)
        try:
            while child.poll() is None:
                self.pause()
        finally:
            stop_child(child)
        with log.open("rb") as file:
            file.seek(start)
            output = file.read().decode(errors="replace").strip("\n")
        if child.returncode:
            raise Failed(f"`{' '.join(command[1:])}` failed, see {log}:\n{output[-1500:]}")
        return output

    def keep(
        self, name: str, command: list[str], environment: Mapping[str, str], log: Path, folder: Path
    ) -> None:
        """A service that runs until the end, and is started again if it ends before."""
        process = _start(command, environment, log, folder)
        self._services.append(Service(name, command, environment, log, folder, process))
        self.pause(0)

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Looks after the children until asked to stop, or until something is so."""
        while not until():
            for name, (process, _stop) in self._servers.items():
                if process.poll() is not None:
                    raise Failed(f"{name} has ended by itself, and nothing works without it.")
            for service in self._services:
                self._look_after(service)
            self.pause(0.1)

    def _look_after(self, service: Service) -> None:
        if service.process.poll() is None:
            return
        if service.ended_at is None:
            service.ended_at = time.monotonic()
            self.say(f"{service.name} ended with status {service.process.returncode}, see {service.log}")
            # Its own children, if it left any, would stand in the way of the next.
            stop_child(service.process)
        elif time.monotonic() - service.ended_at > RESTART_PAUSE:
            service.process = _start(service.command, service.environment, service.log, service.folder)
            service.ended_at = None
            self.say(f"{service.name} is started again")

    def stop(self) -> None:
        """Services first and together, then the servers that they use, the last started first."""
        if self._services or self._servers:
            print("\nStopping", file=sys.stderr, flush=True)
        for service in self._services:
            if service.process.poll() is None:
                service.process.terminate()
        for service in self._services:
            stop_child(service.process)
        for _process, stop_server in reversed(self._servers.values()):
            stop_server()


def _start(
    command: list[str],
    environment: Mapping[str, str],
    log: Path,
    folder: Path,
    *,
    shows_errors: bool = False,
) -> subprocess.Popen[bytes]:
    with log.open("ab") as file:
        return start_child(
            command, log=file, environment=environment, folder=folder, shows_errors=shows_errors
        )
