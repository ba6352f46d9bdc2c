"""The end of a stay in inpatient care, and what those who go on caring need to know."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.events import Destination, Discharged
from coordination.core.planning import DischargeInformationSent
from coordination.core.states import Step
from coordination.models import Event


def register(*, destination: Destination, note: str = "", **entry: Unpack[Entry]) -> Event:
    """The patient has left inpatient care, with or without a notice before; also by death."""
    return record(Step.DISCHARGED, Discharged(destination=destination, note=note), **entry)


def inform(*, summary: str, medicines: str, contact: str, **entry: Unpack[Entry]) -> Event:
    """The necessary information, on the same day (LUS 3:2)."""
    payload = DischargeInformationSent(summary=summary, medicines=medicines, contact=contact)
    return record(Step.DISCHARGE_INFORMATION_SENT, payload, **entry)
