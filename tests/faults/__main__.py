"""Tries to break the engine: python -m tests.faults --schedules 20 --seed 1. Prints faults and broken promises."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django

from tests.faults.stage import Stage


def main() -> int:
    """0 when every promise was kept in every schedule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=1, help="how many")
    parser.add_argument(
        "--seed", type=int, default=1, help="of the first; the others have the numbers after it"
    )
    parser.add_argument("--length", type=int, default=12, help="faults in each")
    parser.add_argument("--keep", type=Path, help="where servers and logs stay afterwards")
    wanted = parser.parse_args()
    bad = 0
    for seed in range(wanted.seed, wanted.seed + wanted.schedules):
        # Each in a process of its own: settings are read once, and name the servers.
        child = os.fork()
        if not child:
            os._exit(one_schedule(seed, wanted.length, wanted.keep))
        _, status = os.waitpid(child, 0)
        bad += os.waitstatus_to_exitcode(status) != 0
    print(f"{wanted.schedules} schedules, {bad} with broken promises", flush=True)
    return min(bad, 1)


def one_schedule(seed: int, length: int, keep: Path | None) -> int:
    """The exit status of one schedule on servers of its own."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hemgang-faults-") as temporary:
        folder = keep or Path(temporary)
        # PostgreSQL runs as another account where we are root, and must pass through.
        folder.chmod(0o755)
        stage = Stage(folder)
        try:
            stage.prepare()
            os.environ.update(stage.environment)
            django.setup()
            from tests.faults.run import run

            print(f"schedule {seed}", flush=True)
            faults = run(stage, seed=seed, length=length, say=lambda act: print(f"  {act}", flush=True))
        finally:
            stage.close()
    for fault in faults:
        print(f"  BROKEN {fault}", flush=True)
    print(f"  {len(faults)} broken promises, {time.monotonic() - begun:.0f} s", flush=True)
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main())
