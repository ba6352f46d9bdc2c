"""Where in the ward a patient lies."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.planning import BedChanged
from coordination.core.states import Step
from coordination.models import Event


def change(*, bed: str, **entry: Unpack[Entry]) -> Event:
    """The bed by its name in the ward: "12:2"."""
    return record(Step.BED_CHANGED, BedChanged(bed=bed), **entry)
