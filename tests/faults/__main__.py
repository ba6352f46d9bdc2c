"""Tries to break the engine: python -m tests.faults --schedules 20 --seed 1. Says what was done, and what broke."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.result import summary
from tests.faults.schedules import results


def main() -> int:
    """0 when every promise was kept in every schedule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=1, help="how many")
    parser.add_argument(
        "--seed", type=int, default=1, help="of the first; the others have the numbers after it"
    )
    parser.add_argument("--length", type=int, default=12, help="faults in each")
    parser.add_argument("--jobs", type=int, default=2, help="how many at the same time")
    parser.add_argument("--keep", type=Path, help="where servers and logs of the last stay afterwards")
    wanted = parser.parse_args()
    begun, ended = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="hemgang-faults-") as temporary:
        folder = wanted.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        # PostgreSQL runs as another account where we are root, and must pass through.
        folder.chmod(0o755)
        seeds = range(wanted.seed, wanted.seed + wanted.schedules)
        jobs = min(wanted.jobs, wanted.schedules)
        for result in results(seeds, length=wanted.length, jobs=jobs, folder=folder):
            ended.append(result)
            print(*result.lines(with_acts=wanted.schedules == 1), sep="\n", flush=True)
    print(*summary(ended, seconds=time.monotonic() - begun), sep="\n", flush=True)
    return int(any(result.broken for result in ended))


if __name__ == "__main__":
    sys.exit(main())
