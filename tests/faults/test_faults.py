"""The harness itself, in short; `make faults` plays as many and as long schedules as one likes."""

import subprocess
import sys
from itertools import islice

from tests.faults.armed import NOWHERE, POINTS
from tests.faults.nursery import ROOT
from tests.faults.plan import ARMED, MOODS, MOODS_OF_MAIL, PROCESSES, schedule

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
    assert "\n0 violations\n" in done.stdout


def test_it_plans_the_same_for_the_same_seed_and_everything_sometime() -> None:
    assert list(schedule(7, 20)) == list(schedule(7, 20))
    acts = [act for seed in range(60) for act in islice(schedule(seed, 20), 40)]
    assert {act.target for act in acts if act.name == "kill"} == set(PROCESSES) == set(ARMED)
    assert {(act.target, act.point) for act in acts if act.point != NOWHERE} == {
        (target, point) for target, points in ARMED.items() for point in points
    }
    assert {act.point for act in acts} == {NOWHERE, *POINTS}
    assert {act.target for act in acts if act.name == "receiver"} == {*MOODS, "is well"}
    assert {act.target for act in acts if act.name == "mail server"} == {*MOODS_OF_MAIL, "is well"}
    assert {act.name for act in acts} - {"kill", "notify", "receiver", "mail server"} == {
        *("restart valkey", "stop valkey", "start valkey", "flush valkey"),
        *("restart postgres", "crash postgres", "pause postgres"),
        *("tasks twice", "notice twice at once", "notice again", "two sweeps at once"),
    }
