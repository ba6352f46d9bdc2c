"""docs/states.md from the tables of coordination/core/states.py and billing/core/month_life.py.

python -m config.states_page           write the page
python -m config.states_page check     exit 1 when the page is not what the tables say
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from billing.core.month_life import MONTH_STEPS, MonthStatus
from coordination.core.states import STEPS, Capacity, Status, Step

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"
INTRODUCTION = """\
# Where a case can be, and what can happen to it

A status says what the ward has told the others. Most steps leave the case where it is; the drawing shows the others.
Besides, an entry that is voided (`entry_voided`) gives the case the status of the entries that still stand.

This page is written by `make docs` from `coordination/core/states.py` and, for the month, `billing/core/month_life.py`.
"""
TABLE = """
## Every step

`stays`: possible, and the status is the same afterwards. `-`: not possible. What is registered in a discharged case
must have happened before the discharge, unless the last column says that it may have happened later.
What a step must find in the case besides is in `coordination/core/rules.py`.

"""
MONTH = """
# Where a month can be

A month between a region and a municipality, from open figures to a paid statement. The clock closes it where the
agreement has a day for that. What a step asks for besides is said where it is taken, in `billing/actions/`.

"""
STARTS = "[*]"

Leads = Mapping[Any, StrEnum]
"""Where a step leads, from each status where it is possible."""


def page() -> str:
    """The case's drawing and table, and then the month's."""
    case = f"{INTRODUCTION}\n```mermaid\n{drawing()}```\n{TABLE}{table()}"
    return f"{case}{MONTH}```mermaid\n{month_drawing()}```\n\n{month_table()}"


def drawing() -> str:
    """A Mermaid diagram: an arrow for each pair of statuses, with the steps that lead from one to the other."""
    return _drawn({step: row.leads for step, row in STEPS.items()}, Status)


def month_drawing() -> str:
    """The same of a month."""
    return _drawn({step: row.leads for step, row in MONTH_STEPS.items()}, MonthStatus)


def table() -> str:
    """A row a step, in the table's own order."""
    rows = [[*_row(step, STEPS[step].leads, _whose(step), (None, *Status)), _later(step)] for step in STEPS]
    return _table(["step", "whose", "no case", *Status, "later"], rows)


def month_table() -> str:
    """The same of a month."""
    rows = [_row(step, row.leads, row.acting, MonthStatus) for step, row in MONTH_STEPS.items()]
    return _table(["step", "whose", *MonthStatus], rows)


def _drawn(steps: Mapping[Any, Leads], statuses: Iterable[StrEnum]) -> str:
    order = [STARTS, *statuses]
    moves = sorted(_moves(steps), key=lambda move: (order.index(move[0]), order.index(move[1])))
    arrows = [
        f"    {start} --> {end}: {', '.join(step for *_pair, step in same)}\n"
        for (start, end), same in groupby(moves, key=lambda move: move[:2])
    ]
    return "".join(["stateDiagram-v2\n", *arrows])


def _moves(steps: Mapping[Any, Leads]) -> Iterator[tuple[str, str, StrEnum]]:
    for step, leads in steps.items():
        for status, leads_to in leads.items():
            if status is not leads_to:
                yield (status.value if status else STARTS, leads_to.value, step)


def _table(heading: list[str], rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in [heading, ["---"] * len(heading), *rows])


def _row(
    step: StrEnum,
    leads: Leads,
    whose: str,
    statuses: Iterable[StrEnum | None],
) -> list[str]:
    return [f"`{step}`", whose, *(_cell(leads.get(status), status) for status in statuses)]


def _cell(leads_to: StrEnum | None, status: StrEnum | None) -> str:
    if leads_to is None:
        return "-"
    return "stays" if leads_to is status else f"**{leads_to}**"


def _whose(step: Step) -> str:
    return ", ".join(one for one in Capacity if one in STEPS[step].acting) or "an import"


def _later(step: Step) -> str:
    return "yes" if STEPS[step].may_follow_discharge else ""


def main(arguments: list[str]) -> int:
    text = page()
    if arguments == ["check"]:
        if PAGE.exists() and PAGE.read_text() == text:
            return 0
        print("docs/states.md is not what the tables of steps say: run `make docs`", file=sys.stderr)
        return 1
    PAGE.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
