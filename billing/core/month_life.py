"""Where a month between a region and a municipality can be, what can happen to it, and what that leads to: one table.

Three choices, made here and nowhere else:

- Registrations close by the clock where the text names a day for it, and then only is the month reviewed. Where no text
  does, a month that is over is reviewed as it is known when that is done.
- What is issued is what was reviewed. So it can be reviewed again until it is issued, and after that only by way of a
  credit note.
- A statement that the municipality contests is owed but for what is held (dispute_life.py); the rest can be paid.
- A credit note takes back a whole statement, paid, contested or not; then the month is reviewed anew, and another one
  is issued.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class MonthStatus(StrEnum):
    """How far a month has come from open care episodes to a paid invoice."""

    OPEN = "open"
    """The figures are live: what is registered counts."""
    CLOSED = "closed"
    """What is registered from now on stands apart."""
    REVIEWED = "reviewed"
    """The region stands behind the figures, and waits for a second person to issue them."""
    ISSUED = "issued"
    DISPUTED = "disputed"
    """The municipality contests the statement, and owes the rest of it."""
    PAID = "paid"
    CREDITED = "credited"
    """The statement has been taken back, and the month owes another."""


class MonthStep(StrEnum):
    """What can happen to a month."""

    CLOSED = "closed"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    DISPUTED = "disputed"
    DISPUTE_WITHDRAWN = "dispute_withdrawn"
    DISPUTE_REJECTED = "dispute_rejected"
    PART_PAID = "part_paid"
    """What is not contested has been paid."""
    PAID = "paid"
    CREDIT_PROPOSED = "credit_proposed"
    CREDITED = "credited"


class Side(StrEnum):
    """Who takes a step."""

    CLOCK = "clock"
    REGION = "region"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class MonthStepRow:
    """`leads` from where the step is possible to where it leads."""

    acting: Side
    leads: Mapping[MonthStatus, MonthStatus]


OUT = (MonthStatus.ISSUED, MonthStatus.DISPUTED, MonthStatus.PAID)
"""Where a statement of the month stands."""
_CALM = {MonthStatus.DISPUTED: MonthStatus.ISSUED, MonthStatus.PAID: MonthStatus.PAID}
_BEFORE_ISSUE = (MonthStatus.OPEN, MonthStatus.CLOSED, MonthStatus.REVIEWED, MonthStatus.CREDITED)


def _staying(*statuses: MonthStatus) -> dict[MonthStatus, MonthStatus]:
    return {status: status for status in statuses}


MONTH_STEPS: Mapping[MonthStep, MonthStepRow] = {
    MonthStep.CLOSED: MonthStepRow(Side.CLOCK, {MonthStatus.OPEN: MonthStatus.CLOSED}),
    MonthStep.REVIEWED: MonthStepRow(Side.REGION, dict.fromkeys(_BEFORE_ISSUE, MonthStatus.REVIEWED)),
    MonthStep.ISSUED: MonthStepRow(Side.REGION, {MonthStatus.REVIEWED: MonthStatus.ISSUED}),
    MonthStep.ACKNOWLEDGED: MonthStepRow(Side.MUNICIPALITY, _staying(*OUT)),
    # What has been paid can be contested, and is paid all the same.
    MonthStep.DISPUTED: MonthStepRow(
        Side.MUNICIPALITY, {MonthStatus.ISSUED: MonthStatus.DISPUTED, MonthStatus.PAID: MonthStatus.PAID}
    ),
    # After a rejection too, when nothing is held any more.
    MonthStep.DISPUTE_WITHDRAWN: MonthStepRow(
        Side.MUNICIPALITY, {**_CALM, MonthStatus.ISSUED: MonthStatus.ISSUED}
    ),
    MonthStep.DISPUTE_REJECTED: MonthStepRow(Side.REGION, _CALM),
    MonthStep.PART_PAID: MonthStepRow(Side.REGION, _staying(MonthStatus.DISPUTED)),
    MonthStep.PAID: MonthStepRow(
        Side.REGION, dict.fromkeys((MonthStatus.ISSUED, MonthStatus.DISPUTED), MonthStatus.PAID)
    ),
    # One proposes, and another credits.
    MonthStep.CREDIT_PROPOSED: MonthStepRow(Side.REGION, _staying(*OUT)),
    MonthStep.CREDITED: MonthStepRow(Side.REGION, dict.fromkeys(OUT, MonthStatus.CREDITED)),
}


class NoSuchMonthStep(Exception):
    """The table has no such step from where the month is."""

    def __init__(self, status: MonthStatus, step: MonthStep) -> None:
        super().__init__(f"{step} is not possible from {status}")
        self.status, self.step = status, step


def month_after(status: MonthStatus, step: MonthStep) -> MonthStatus:
    """The status that a step leads to; raises `NoSuchMonthStep` where the table is silent."""
    try:
        return MONTH_STEPS[step].leads[status]
    except KeyError:
        raise NoSuchMonthStep(status, step) from None


def month_replayed(steps: Iterable[MonthStep]) -> MonthStatus:
    """The status after all the steps, in the order in which they were recorded."""
    status = MonthStatus.OPEN
    for step in steps:
        status = month_after(status, step)
    return status
