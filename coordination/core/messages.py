"""What a party tells parties of its own choice, and nobody else: messages, and deviations with their follow-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coordination.core.receiver import Receiver
from coordination.core.states import Capacity, Step


class DeviationCategory(StrEnum):
    """What went wrong between the parties."""

    NOTICE_LATE = "notice_late"
    INFORMATION_MISSING = "information_missing"
    MEDICINES_LIST_WRONG = "medicines_list_wrong"
    AID_MISSING = "aid_missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A free message in the case; `unit` wrote it, which was `capacity` then."""

    unit: int
    capacity: Capacity
    text: str
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class DeviationReported:
    """What went wrong, as `unit` saw it, which was `capacity` then; each receiver is to follow it up."""

    unit: int
    capacity: Capacity
    category: DeviationCategory
    text: str
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class DeviationFollowedUp:
    """A receiver's answer to the deviation of that sequence: why it was so, and what has been done."""

    deviation: int
    unit: int
    capacity: Capacity
    cause: str
    measure: str


@dataclass(frozen=True, slots=True)
class NoticeExtended:
    """What the ward tells beyond the four things of the admission notice (LUS 2:2), to those who have that notice.

    `basis` is why it may be told, where the patient had not consented at the admission.
    """

    situation: str
    relatives: str
    aids: str
    basis: str
    receivers: tuple[Receiver, ...]


AmongParties = MessageSent | DeviationReported | DeviationFollowedUp | NoticeExtended

PAYLOADS: Mapping[Step, type[AmongParties]] = {
    Step.MESSAGE_SENT: MessageSent,
    Step.DEVIATION_REPORTED: DeviationReported,
    Step.DEVIATION_FOLLOWED_UP: DeviationFollowedUp,
    Step.NOTICE_EXTENDED: NoticeExtended,
}


def is_same_party(unit: int, capacity: Capacity, other: int, others: Capacity) -> bool:
    """Whether the two are one party: the same unit, or the ward now and before, since a case goes with its patient."""
    return unit == other or capacity is others is Capacity.WARD


def is_addressed(told: MessageSent | DeviationReported, unit: int, capacity: Capacity) -> bool:
    """Whether it was sent to the unit, which is `capacity` now."""
    return any(is_same_party(one.unit, one.capacity, unit, capacity) for one in told.receivers)


def is_between(told: MessageSent | DeviationReported, unit: int, capacity: Capacity) -> bool:
    """Whether the unit sent it or was sent it."""
    return is_same_party(told.unit, told.capacity, unit, capacity) or is_addressed(told, unit, capacity)
