"""The table of a month's life: every pair of status and step, written out by hand and compared with the code's."""

from itertools import product

import pytest

from billing.core.month_life import (
    MONTH_STEPS,
    MonthStatus,
    MonthStep,
    NoSuchMonthStep,
    Side,
    month_after,
    month_replayed,
)

# One letter a cell: the status it leads to, or a dot where the step is not possible.
# Rows: Open, Closed, Reviewed, Issued, Disputed, Paid, credited (X).
GRID = """
                   O  C  R  I  D  P  X
closed             C  .  .  .  .  .  .
reviewed           R  R  R  .  .  .  R
issued             .  .  I  .  .  .  .
acknowledged       .  .  .  I  D  P  .
disputed           .  .  .  D  .  P  .
dispute_withdrawn  .  .  .  I  I  P  .
dispute_rejected   .  .  .  .  I  P  .
part_paid          .  .  .  .  D  .  .
paid               .  .  .  P  P  .  .
credit_proposed    .  .  .  I  D  P  .
credited           .  .  .  X  X  X  .
"""
LETTERS = {
    "O": MonthStatus.OPEN,
    "C": MonthStatus.CLOSED,
    "R": MonthStatus.REVIEWED,
    "I": MonthStatus.ISSUED,
    "D": MonthStatus.DISPUTED,
    "P": MonthStatus.PAID,
    "X": MonthStatus.CREDITED,
}


def expected() -> dict[tuple[MonthStatus, MonthStep], MonthStatus | None]:
    header, *rows = GRID.strip("\n").splitlines()
    cells = {}
    for row in rows:
        step, *letters = row.split()
        for status, letter in zip(header.split(), letters, strict=True):
            cells[LETTERS[status], MonthStep(step)] = LETTERS.get(letter)
    return cells


def test_it_says_something_of_every_pair() -> None:
    assert expected().keys() == set(product(MonthStatus, MonthStep))
    assert MONTH_STEPS.keys() == set(MonthStep)


@pytest.mark.parametrize(("status", "step"), list(product(MonthStatus, MonthStep)))
def test_it_leads_where_the_grid_says(status: MonthStatus, step: MonthStep) -> None:
    leads_to = expected()[status, step]
    if leads_to is None:
        with pytest.raises(NoSuchMonthStep):
            month_after(status, step)
    else:
        assert month_after(status, step) is leads_to


def test_it_lets_the_municipality_say_that_it_has_seen_the_statement_and_contest_it() -> None:
    by_side = {side: {step for step, row in MONTH_STEPS.items() if row.acting is side} for side in Side}
    assert by_side[Side.CLOCK] == {MonthStep.CLOSED}
    assert by_side[Side.MUNICIPALITY] == {
        MonthStep.ACKNOWLEDGED,
        MonthStep.DISPUTED,
        MonthStep.DISPUTE_WITHDRAWN,
    }


def test_it_comes_from_open_to_another_statement() -> None:
    said = [MonthStep.CLOSED, MonthStep.REVIEWED, MonthStep.ISSUED, MonthStep.CREDITED]
    assert month_replayed(said) is MonthStatus.CREDITED
    assert month_replayed([*said, MonthStep.REVIEWED, MonthStep.ISSUED, MonthStep.PAID]) is MonthStatus.PAID
