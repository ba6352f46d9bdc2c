"""A case that never should have been."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.events import Cancelled
from coordination.core.states import Step
from coordination.models import Event


def cancel(*, reason: str, **entry: Unpack[Entry]) -> Event:
    """The case was registered by mistake. Its history stays, its deadlines end and billing forgets the episode."""
    return record(Step.CANCELLED, Cancelled(reason=reason), **entry)
