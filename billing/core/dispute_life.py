"""What can happen to a dispute about a statement, by whose hand, and what that leads to: one table.

Choices, where the texts are silent, made here and nowhere else:

- Only a municipality contests what it has been asked to pay, and only it thinks better of it or takes a rejection on.
- The joint analysis is started by the municipality (Dalarna 11: "Berörd kommun initierar analysen"), under any text.
- Either party can take what has not been decided to the next level that the text names.
- The region decides, by two people, within `DAYS_TO_DECIDE`, and again after each level.
- A rejected dispute holds nothing any more, unless it is taken on; one that is upheld ends with the credit note.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from billing.core.month_life import Side

DAYS_TO_DECIDE = 30
"""From the day on which a statement was contested, or taken to another level."""


class DisputeStatus(StrEnum):
    OPEN = "open"
    IN_ANALYSIS = "in_analysis"
    """The parties go through it together."""
    ACCEPTED = "accepted"
    """The region holds with the municipality, wholly or in part, and owes a credit note."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    """The statement has been credited."""


class DisputeStep(StrEnum):
    OPENED = "opened"
    ANALYSIS_STARTED = "analysis_started"
    NOTED = "noted"
    """A line of the log that both keep."""
    ESCALATED = "escalated"
    TAKEN_ON = "taken_on"
    """To the next level, after a rejection."""
    DECISION_PROPOSED = "decision_proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"


class Outcome(StrEnum):
    """What the region decides."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"


ACTIVE = (DisputeStatus.OPEN, DisputeStatus.IN_ANALYSIS, DisputeStatus.ACCEPTED)
"""Where the contested amount is held."""
_UNDECIDED = (DisputeStatus.OPEN, DisputeStatus.IN_ANALYSIS)
_BOTH = frozenset({Side.REGION, Side.MUNICIPALITY})
_REGION = frozenset({Side.REGION})
_MUNICIPALITY = frozenset({Side.MUNICIPALITY})


@dataclass(frozen=True, slots=True)
class DisputeStepRow:
    """`leads` from where the step is possible to where it leads."""

    acting: frozenset[Side]
    leads: Mapping[DisputeStatus, DisputeStatus]


def _staying(*statuses: DisputeStatus) -> dict[DisputeStatus, DisputeStatus]:
    return {status: status for status in statuses}


DISPUTE_STEPS: Mapping[DisputeStep, DisputeStepRow] = {
    DisputeStep.OPENED: DisputeStepRow(_MUNICIPALITY, {}),
    DisputeStep.ANALYSIS_STARTED: DisputeStepRow(
        _MUNICIPALITY, {DisputeStatus.OPEN: DisputeStatus.IN_ANALYSIS}
    ),
    DisputeStep.NOTED: DisputeStepRow(_BOTH, _staying(*ACTIVE, DisputeStatus.REJECTED)),
    DisputeStep.ESCALATED: DisputeStepRow(_BOTH, dict.fromkeys(_UNDECIDED, DisputeStatus.OPEN)),
    DisputeStep.TAKEN_ON: DisputeStepRow(_MUNICIPALITY, {DisputeStatus.REJECTED: DisputeStatus.OPEN}),
    # One proposes, and another decides.
    DisputeStep.DECISION_PROPOSED: DisputeStepRow(_REGION, _staying(*_UNDECIDED)),
    DisputeStep.ACCEPTED: DisputeStepRow(_REGION, dict.fromkeys(_UNDECIDED, DisputeStatus.ACCEPTED)),
    DisputeStep.REJECTED: DisputeStepRow(_REGION, dict.fromkeys(_UNDECIDED, DisputeStatus.REJECTED)),
    DisputeStep.WITHDRAWN: DisputeStepRow(
        _MUNICIPALITY, dict.fromkeys((*_UNDECIDED, DisputeStatus.REJECTED), DisputeStatus.WITHDRAWN)
    ),
    DisputeStep.SETTLED: DisputeStepRow(_REGION, dict.fromkeys(ACTIVE, DisputeStatus.SETTLED)),
}


class NoSuchDisputeStep(Exception):
    """The table has no such step from where the dispute is."""

    def __init__(self, status: DisputeStatus, step: DisputeStep) -> None:
        super().__init__(f"{step} is not possible from {status}")
        self.status, self.step = status, step


def dispute_after(status: DisputeStatus, step: DisputeStep) -> DisputeStatus:
    """The status that a step leads to; raises `NoSuchDisputeStep` where the table is silent."""
    try:
        return DISPUTE_STEPS[step].leads[status]
    except KeyError:
        raise NoSuchDisputeStep(status, step) from None


def dispute_replayed(steps: Iterable[DisputeStep]) -> DisputeStatus:
    """The status after all the steps but the first, which opens it, in the order in which they were recorded."""
    status = DisputeStatus.OPEN
    for step in list(steps)[1:]:
        status = dispute_after(status, step)
    return status
