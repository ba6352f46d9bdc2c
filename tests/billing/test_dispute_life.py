"""The table of a dispute's life: every pair of status and step, written out by hand and compared with the code's."""

from itertools import product

import pytest

from billing.core.dispute_life import (
    DISPUTE_STEPS,
    DisputeStatus,
    DisputeStep,
    NoSuchDisputeStep,
    dispute_after,
    dispute_replayed,
)
from billing.core.month_life import Side

# One letter a cell: the status it leads to, or a dot where the step is not possible.
# Rows: Open, in aNalysis, Accepted, Rejected, Withdrawn, Settled; and by whom: Region, Municipality or both.
GRID = """
                   by  O  N  A  R  W  S
opened             M   .  .  .  .  .  .
analysis_started   M   N  .  .  .  .  .
noted              RM  O  N  A  R  .  .
escalated          RM  O  O  .  .  .  .
taken_on           M   .  .  .  O  .  .
decision_proposed  R   O  N  .  .  .  .
accepted           R   A  A  .  .  .  .
rejected           R   R  R  .  .  .  .
withdrawn          M   W  W  .  W  .  .
settled            R   S  S  S  .  .  .
"""
LETTERS = {
    "O": DisputeStatus.OPEN,
    "N": DisputeStatus.IN_ANALYSIS,
    "A": DisputeStatus.ACCEPTED,
    "R": DisputeStatus.REJECTED,
    "W": DisputeStatus.WITHDRAWN,
    "S": DisputeStatus.SETTLED,
}
SIDES = {"R": Side.REGION, "M": Side.MUNICIPALITY}


def cells() -> dict[tuple[DisputeStatus, DisputeStep], DisputeStatus | None]:
    header, *rows = GRID.strip("\n").splitlines()
    found = {}
    for row in rows:
        step, _, *letters = row.split()
        for status, letter in zip(header.split()[1:], letters, strict=True):
            found[LETTERS[status], DisputeStep(step)] = LETTERS.get(letter)
    return found


def test_it_says_something_of_every_pair() -> None:
    assert cells().keys() == set(product(DisputeStatus, DisputeStep))
    assert DISPUTE_STEPS.keys() == set(DisputeStep)


@pytest.mark.parametrize(("status", "step"), list(product(DisputeStatus, DisputeStep)))
def test_it_leads_where_the_grid_says(status: DisputeStatus, step: DisputeStep) -> None:
    leads_to = cells()[status, step]
    if leads_to is None:
        with pytest.raises(NoSuchDisputeStep):
            dispute_after(status, step)
    else:
        assert dispute_after(status, step) is leads_to


def test_it_is_each_sides_as_the_grid_says() -> None:
    for row in GRID.strip("\n").splitlines()[1:]:
        step, by, *_ = row.split()
        assert DISPUTE_STEPS[DisputeStep(step)].acting == {SIDES[letter] for letter in by}, step


def test_it_comes_from_a_rejection_to_another_level() -> None:
    said = [DisputeStep.OPENED, DisputeStep.DECISION_PROPOSED, DisputeStep.REJECTED, DisputeStep.TAKEN_ON]
    assert dispute_replayed(said) is DisputeStatus.OPEN
