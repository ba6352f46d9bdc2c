"""`python -m config.embedded` runs the demo of this folder; `python -m config.embedded reset` forgets it."""

import os
import sys
from pathlib import Path

from config.embedded.demo import run_demo
from config.embedded.failed import Failed
from config.embedded.supervisor import Stopped
from config.embedded.workplace import ROOT, Workplace


def main(arguments: list[str]) -> int:
    place = Workplace(Path(os.environ.get("DEMO_FOLDER", ROOT / ".run")))
    try:
        lock = place.lock()
    except BlockingIOError:
        print(
            f"A demo already runs in {place.folder}. Stop it first, with Ctrl-C where it runs.",
            file=sys.stderr,
        )
        return 1
    with lock:
        if arguments == ["reset"]:
            place.reset()
            if os.environ.get("DATABASE_URL"):
                print("The demo here is forgotten. What is in the database of DATABASE_URL was left alone.")
            return 0
        try:
            run_demo(place, os.environ)
        except Stopped:
            return 0
        except Failed as failure:
            print(f"\n{failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
