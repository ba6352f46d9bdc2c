"""`make bench`: a line for each figure, `name  value  limit  ok|over`; exit 1 when one is over.

A part is a module `bench/<part>.py` with `figures()`, which gives them as they are measured.
"""

import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from bench.figures import Figure


def parts() -> list[str]:
    """The names of all parts."""
    folder = Path(__file__).parent
    return sorted(file.stem for file in folder.glob("*.py") if "\ndef figures(" in file.read_text())


def main(only: list[str]) -> int:
    """The exit status: 0 when every figure is within its limit."""
    known = parts()
    if unknown := sorted(set(only) - set(known)):
        print(f"No part {', '.join(unknown)}: there is {', '.join(known)}", file=sys.stderr)
        return 2
    chosen = only or known
    if len(chosen) > 1:
        # Each in a process of its own: Django's settings, which name a part's database, are read once.
        return max([subprocess.call([sys.executable, "-m", "bench", part]) for part in chosen])
    figures: Iterable[Figure] = import_module(f"bench.{chosen[0]}").figures()
    any_over = False
    for figure in figures:
        print(figure, flush=True)
        any_over = any_over or figure.is_over
    return int(any_over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
