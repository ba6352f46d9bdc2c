"""`make bench`: a line for each figure, `name  value  limit  ok|over`; exit 1 when one is over.

A part is a module `bench/<part>.py` with `figures()`, which gives them as they are measured.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from bench.figures import Figure

NO_PARTS = {"__init__", "__main__", "figures"}


def parts() -> list[str]:
    """The names of all parts."""
    folder = Path(__file__).parent
    return sorted(
        file.stem
        for file in folder.glob("*.py")
        if file.stem not in NO_PARTS and "def figures(" in file.read_text()
    )


def main(only: list[str]) -> int:
    known = parts()
    if unknown := sorted(set(only) - set(known)):
        print(f"No part {', '.join(unknown)}: there is {', '.join(known)}", file=sys.stderr)
        return 2
    any_over = False
    for part in only or known:
        figures: Iterable[Figure] = import_module(f"bench.{part}").figures()
        for figure in figures:
            print(figure, flush=True)
            any_over = any_over or figure.is_over
    return int(any_over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
