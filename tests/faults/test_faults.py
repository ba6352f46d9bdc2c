"""The harness itself, in short; `make faults` runs as many and as long schedules as one likes."""

import subprocess
import sys
from itertools import islice

from tests.faults.armed import POINTS
from tests.faults.plan import PROCESSES, schedule
from tests.faults.stage import ROOT

PATIENCE = 240  # seconds, on a machine that does other things besides


def test_it_keeps_every_promise_in_a_short_schedule() -> None:
    """Real PostgreSQL, Valkey, web, worker, beat, sweeper and relay, of which some are killed meanwhile."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--seed", "1", "--length", "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "BROKEN" not in done.stdout


def test_it_plans_the_same_for_the_same_seed_and_everything_sometime() -> None:
    assert list(schedule(7, 20)) == list(schedule(7, 20))
    acts = [act for seed in range(40) for act in islice(schedule(seed, 20), 40)]
    assert {act.target for act in acts if act.name == "kill"} == set(PROCESSES)
    assert {act.point for act in acts if act.name == "arm"} == set(POINTS)
