"""The engine needs no Redis: its tests pass as they are with an address where nobody answers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
ENGINE = (
    "test_bad_rows",
    "test_checks",
    "test_duty",
    "test_engine_at_once",
    "test_mail",
    "test_reminder_levels",
    "test_reminders",
    "test_reminders_of_waiting",
    "test_sent_twice",
    "test_sweep",
    "test_webhooks",
)
NOWHERE = "redis://127.0.0.1:1/0"
PATIENCE = 600  # seconds, on a machine that does other things besides


@pytest.mark.skipif(os.environ.get("REDIS_URL") == NOWHERE, reason="this is such a run")
def test_it_sweeps_reminds_and_sends_with_redis_stopped() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    # A server and a database of its own.
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", *(str(FOLDER / f"{name}.py") for name in ENGINE)],
        env=environment | {"REDIS_URL": NOWHERE},
        cwd=FOLDER.parents[1],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
