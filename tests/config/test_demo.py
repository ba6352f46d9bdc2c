"""The demo starts, answers, and leaves no process behind however it ends: real processes on a folder of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.workplace import Workplace, running_environment

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds for the first start on a busy machine

pytestmark = pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="looks for processes in /proc, as Linux has it"
)


class Demo:
    """A demo in a folder that no other process has in its environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # The demo world has tests of its own, and takes long: this demo is told that it is there.
        home = Workplace(folder).postgres_home
        home.mkdir(exist_ok=True)
        (home / "demo-people").touch()

    def start(self, **given: str) -> subprocess.Popen[str]:
        environment = {
            name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}
        }
        environment |= {"DEMO_FOLDER": str(self.folder), "PORT": str(self.port), **given}
        running = subprocess.Popen(
            [sys.executable, "-m", "config.embedded"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(running)
        return running

    def end(self) -> None:
        """Ends whatever a failed test has left."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        for running in self.started:
            running.communicate()
        Workplace(self.folder).reset()

    def processes(self) -> list[int]:
        """Every living process that was started for this demo, however far down."""
        mark = f"DEMO_FOLDER={self.folder}\0".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes():
                    found.append(int(process.name))
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
        return found

    def wait_until_it_answers(self, demo: subprocess.Popen[str]) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert demo.poll() is None, demo.stdout and demo.stdout.read()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=2).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        pytest.fail("the demo did not answer")

    def wait_until_nothing_is_left(self) -> list[int]:
        deadline = time.monotonic() + 30
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.processes()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = Demo(tmp_path_factory.mktemp("demo") / "run")
    yield demo
    demo.end()


def test_it_leaves_nothing_behind_and_starts_again(demo: Demo) -> None:
    # Killed, asked to stop by a terminal, and asked by a service manager: each next start reuses the data.
    for ending in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
        running = demo.start()
        demo.wait_until_it_answers(running)
        assert len(demo.processes()) > 5
        # What is sent in mail leads to the demo that runs.
        assert running_environment(demo.folder)["SITE_URL"] == f"http://localhost:{demo.port}"
        running.send_signal(ending)
        said, _ = running.communicate(timeout=60)
        assert demo.wait_until_nothing_is_left() == [], ending
        assert "Traceback" not in said
        assert running.returncode == (-ending if ending == signal.SIGKILL else 0)


def test_it_says_which_port_to_take_when_the_port_is_taken(demo: Demo) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", demo.port))
        taken.listen()
        running = demo.start()
        said, _ = running.communicate(timeout=60)
    assert running.returncode == 1
    assert f"Port {demo.port} is taken" in said
    assert f"PORT={demo.port + 1} make demo" in said
    assert demo.processes() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"PORT": "abc"}, "PORT must be a whole number"),
        ({"PORT": "65536"}, "PORT must be a whole number"),
        ({"DATABASE_URL": "postgresql://me:secret@127.0.0.1:1/x"}, "No database answers at DATABASE_URL"),
        ({"DATABASE_URL": "me:secret"}, "DATABASE_URL must be written"),
        ({"REDIS_URL": "redis://:secret@127.0.0.1:1/0"}, "No Valkey or Redis answers at REDIS_URL"),
        ({"REDIS_URL": "me:secret"}, "REDIS_URL must be written"),
    ],
)
def test_it_starts_nothing_when_what_it_is_given_does_not_work(
    demo: Demo, given: dict[str, str], told: str
) -> None:
    running = demo.start(**given)
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 1
    assert told in said
    assert "secret" not in said
    assert "Traceback" not in said
    assert demo.processes() == []
