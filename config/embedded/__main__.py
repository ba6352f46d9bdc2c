"""`python -m config.embedded` runs the demo of this folder; `python -m config.embedded reset` forgets it."""

import os
import sys
from pathlib import Path

from config.embedded.demo import refuse_taken_port, run_demo
from config.embedded.supervisor import Failed, Stopped
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
            return 0
        try:
            port = int(os.environ.get("PORT", "8000"))
            refuse_taken_port(port)
            run_demo(place, os.environ, port)
        except Stopped:
            return 0
        except Failed as failure:
            print(f"\n{failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
