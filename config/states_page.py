"""docs/states.md from the table of coordination/core/states.py.

python -m config.states_page           write the page
python -m config.states_page check     exit 1 when the page is not what the table says
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from coordination.core.states import STEPS, Capacity, Status, Step

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"
INTRODUCTION = """\
# Where a case can be, and what can happen to it

A status says what the ward has told the others. Most steps leave the case where it is; the drawing shows the others.
Besides, an entry that is voided (`entry_voided`) gives the case the status of the entries that still stand.

This page is written by `make docs` from `coordination/core/states.py`.
"""
TABLE = """
## Every step

`stays`: possible, and the status is the same afterwards. `-`: not possible. What is registered in a discharged case
must have happened before the discharge, unless the last column says that it may have happened later.
What a step must find in the case besides is in `coordination/core/rules.py`.

"""
STARTS = "[*]"


def page() -> str:
    """The drawing, and below it the table."""
    return f"{INTRODUCTION}\n```mermaid\n{drawing()}```\n{TABLE}{table()}"


def drawing() -> str:
    """A Mermaid diagram: an arrow for each pair of statuses, with the steps that lead from one to the other."""
    order = [STARTS, *Status]
    moves = sorted(_moves(), key=lambda move: (order.index(move[0]), order.index(move[1])))
    arrows = [
        f"    {start} --> {end}: {', '.join(step for *_pair, step in steps)}\n"
        for (start, end), steps in groupby(moves, key=lambda move: move[:2])
    ]
    return "".join(["stateDiagram-v2\n", *arrows])


def _moves() -> Iterator[tuple[str, str, Step]]:
    for step, row in STEPS.items():
        for status, leads_to in row.leads.items():
            if status is not leads_to:
                yield (status.value if status else STARTS, leads_to.value, step)


def table() -> str:
    """A row a step, in the table's own order."""
    rows = [
        ["step", "whose", "no case", *Status, "later"],
        ["---"] * (len(Status) + 4),
        *(_row(step) for step in STEPS),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(step: Step) -> list[str]:
    whose = ", ".join(one for one in Capacity if one in STEPS[step].acting) or "an import"
    cells = [_cell(step, status) for status in (None, *Status)]
    return [f"`{step}`", whose, *cells, "yes" if STEPS[step].may_follow_discharge else ""]


def _cell(step: Step, status: Status | None) -> str:
    leads_to = STEPS[step].leads.get(status)
    if leads_to is None:
        return "-"
    return "stays" if leads_to is status else f"**{leads_to}**"


def main(arguments: list[str]) -> int:
    text = page()
    if arguments == ["check"]:
        if PAGE.exists() and PAGE.read_text() == text:
            return 0
        print("docs/states.md is not what coordination/core/states.py says: run `make docs`", file=sys.stderr)
        return 1
    PAGE.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
