"""What a party tells parties of its own choice."""

from collections.abc import Collection
from typing import Unpack

from accounts.models import Unit
from coordination.actions.entry import Entry
from coordination.actions.receivers import chosen_parties
from coordination.actions.write import LockedCase, record
from coordination.core.messages import MessageSent
from coordination.core.states import Step
from coordination.models import Event


def send(*, text: str, units: Collection[Unit], **entry: Unpack[Entry]) -> Event:
    """A message to units that are parties to the case. They and the sender read it, nobody else."""

    def payload(locked: LockedCase) -> MessageSent:
        return MessageSent(
            unit=locked.by.unit_id,
            capacity=locked.capacity,
            text=text,
            receivers=chosen_parties(locked.case, units, by=locked.by),
        )

    return record(Step.MESSAGE_SENT, payload, **entry)
