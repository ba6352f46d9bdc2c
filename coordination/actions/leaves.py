"""Leave on trial (permission) and the return from it."""

from datetime import datetime
from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.planning import LeaveBegun, LeaveEnded
from coordination.core.states import Step
from coordination.models import Event


def begin(*, until: datetime, note: str = "", **entry: Unpack[Entry]) -> Event:
    """The patient is at home on trial, still admitted."""
    return record(Step.LEAVE_BEGUN, LeaveBegun(until=until, note=note), **entry)


def end(*, note: str = "", **entry: Unpack[Entry]) -> Event:
    """The patient is back in the ward."""
    return record(Step.LEAVE_ENDED, LeaveEnded(note=note), **entry)
