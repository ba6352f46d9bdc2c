"""One deadline: what is to be done, by whom, from when until when, and how it ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.core.events import Destination, Discharged, Recorded
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.states import Capacity


class DeadlineKind(StrEnum):
    """What is to be done in time."""

    ADMISSION_NOTICE = "admission_notice"
    RECEIPT = "receipt"
    PLANNING_BASIS = "planning_basis"
    TREATMENT_PLAN = "treatment_plan"
    CARE_CONTACT = "care_contact"
    SIP_CALL = "sip_call"
    SIP_FOLLOW_UP = "sip_follow_up"
    DISCHARGE_INFORMATION = "discharge_information"
    COUNTING_STARTS = "counting_starts"
    OVER_THRESHOLD = "over_threshold"
    LONG_STAY = "long_stay"


WAITING = frozenset({DeadlineKind.COUNTING_STARTS, DeadlineKind.OVER_THRESHOLD, DeadlineKind.LONG_STAY})
"""What the clock brings while a ready patient waits: nothing that anybody must do, so that nobody misses it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that one party must do in time.

    `started_by` is the sequence of the event that began it, `unit` the one unit that must act where it is not any of
    the capacity's. While `is_binding` is False the time is only expected (a discharge to come), and nothing is missed.
    """

    kind: DeadlineKind
    started_by: int
    unit: int | None
    acting: Capacity
    ground: Ground
    starts_at: datetime
    due_at: datetime
    is_binding: bool
    met_at: datetime | None
    cancelled_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether somebody must still act."""
        return self.met_at is None and self.cancelled_at is None

    def missed_at(self, now: datetime) -> datetime | None:
        """When it was missed, as seen at `now`: at `due_at` sharp, or never. Done at that instant is in time."""
        ended_at = min((at for at in (self.met_at, self.cancelled_at) if at is not None), default=None)
        if not self.is_binding or now <= self.due_at or (ended_at is not None and ended_at <= self.due_at):
            return None
        return self.due_at


def ended(*, met_at: datetime | None, cancelled_at: datetime | None) -> dict[str, datetime | None]:
    """Met or cancelled, never both: what came first ended it, and what was done at that very instant was done."""
    if met_at is not None and (cancelled_at is None or met_at <= cancelled_at):
        return {"met_at": met_at, "cancelled_at": None}
    return {"met_at": None, "cancelled_at": cancelled_at}


def death_of(history: History) -> datetime | None:
    """When the patient died in inpatient care: nobody needs to plan for more."""
    return next(
        (
            one.occurred_at
            for one, told in history.payloads(Discharged)
            if told.destination is Destination.DECEASED
        ),
        None,
    )


def at_of(event: Recorded | None) -> datetime | None:
    return event.occurred_at if event else None


def earliest(*times: datetime | None) -> datetime | None:
    return min((at for at in times if at is not None), default=None)
