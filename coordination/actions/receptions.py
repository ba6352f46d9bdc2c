"""The municipality's answer: from when it can receive the patient, or why it cannot yet."""

from datetime import datetime
from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.events import ReceptionAccepted, ReceptionDelayed
from coordination.core.states import Step
from coordination.models import Event


def accept(*, can_receive_from: datetime, note: str = "", **entry: Unpack[Entry]) -> Event:
    """The municipality can receive the patient from that time."""
    payload = ReceptionAccepted(can_receive_from=can_receive_from, note=note)
    return record(Step.RECEPTION_ACCEPTED, payload, **entry)


def delay(*, reason: str, can_receive_from: datetime | None = None, **entry: Unpack[Entry]) -> Event:
    """The municipality cannot receive the patient yet; the time is its best guess, if it has one."""
    payload = ReceptionDelayed(reason=reason, can_receive_from=can_receive_from)
    return record(Step.RECEPTION_DELAYED, payload, **entry)
