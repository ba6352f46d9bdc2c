"""Who is told of what has happened, as one table: a step that is not in it is told to everybody else in the case."""

from collections.abc import Mapping
from enum import StrEnum

from coordination.core.events import EntryVoided, Payload, Recorded
from coordination.core.history import History
from coordination.core.receiver import Receiver
from coordination.core.states import Capacity, Step
from coordination.core.visibility import WARDS_OWN, is_wards_own


class Hears(StrEnum):
    """To whom a step's message goes. The unit that took the step knows already, and is never told."""

    NOBODY = "nobody"
    ADDRESSED = "addressed"
    """The units that the payload names as receivers."""
    EVERYBODY_ELSE = "everybody_else"
    """Every party but former wards, which read the case as it was."""


HEARS: Mapping[Step, Hears] = {
    # Nobody else is a party yet.
    Step.ADMISSION_REGISTERED: Hears.NOBODY,
    Step.ADMISSION_NOTICE_SENT: Hears.ADDRESSED,
    Step.DISCHARGE_READY_SENT: Hears.ADDRESSED,
    Step.NOTICE_EXTENDED: Hears.ADDRESSED,
    Step.MESSAGE_SENT: Hears.ADDRESSED,
    Step.DEVIATION_REPORTED: Hears.ADDRESSED,
    # A receipt asks nothing of anybody: the case shows it, and a missing one is reminded of.
    Step.NOTICE_RECEIVED: Hears.NOBODY,
    # What secrecy forbids is not told by a message that says so; nor where in the ward the patient lies.
    **dict.fromkeys(WARDS_OWN, Hears.NOBODY),
    # A checklist is looked at, tick by tick, and not announced.
    Step.HOME_READY_CHECKED: Hears.NOBODY,
    Step.EPISODE_IMPORTED: Hears.NOBODY,
    Step.EPISODE_CORRECTED: Hears.NOBODY,
}


def told_as(event: Recorded, history: History) -> Step:
    """By which line of the table it is told: the wards' own is struck out as quietly as it was written."""
    struck_out = history.event(event.payload.entry) if isinstance(event.payload, EntryVoided) else None
    return struck_out.step if struck_out and is_wards_own(struck_out, history) else event.step


def units_that_hear(
    step: Step, payload: Payload, parties: Mapping[int, Capacity], by_unit: int | None
) -> frozenset[int]:
    """The units that a message about the step goes to; `parties` are those after it, by unit."""
    match HEARS.get(step, Hears.EVERYBODY_ELSE):
        case Hears.NOBODY:
            told = set()
        case Hears.ADDRESSED:
            receivers: tuple[Receiver, ...] = getattr(payload, "receivers", ())
            told = {receiver.unit for receiver in receivers}
        case Hears.EVERYBODY_ELSE:
            told = {unit for unit, capacity in parties.items() if capacity is not Capacity.FORMER_WARD}
    return frozenset(told - {by_unit})
