"""Notices that came to the wrong place: sent back, handed over, or taken back. `events.PAYLOADS` has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from coordination.core.receiver import Receiver
from coordination.core.states import Step


@dataclass(frozen=True, slots=True)
class NoticeReturned:
    """Not our resident: the unit sends the notice of that sequence back, and leaves the case.

    `municipality` is the one that it thinks is right, by its code, if it has an opinion.
    """

    notice: int
    unit: int
    reason: str
    municipality: str | None


@dataclass(frozen=True, slots=True)
class NoticeForwarded:
    """A unit hands the notice of that sequence over to another of its own organisation: the one in `receivers`."""

    notice: int
    unit: int
    receivers: tuple[Receiver, ...]
    stays: bool
    """Whether the unit that hands over goes on following the case."""
    note: str


@dataclass(frozen=True, slots=True)
class RecipientRemoved:
    """The ward takes back what it sent to the wrong unit, which has no more access."""

    removed: Receiver
    reason: str


AboutReceivers = NoticeReturned | NoticeForwarded | RecipientRemoved

PAYLOADS: Mapping[Step, type[AboutReceivers]] = {
    Step.NOTICE_RETURNED: NoticeReturned,
    Step.NOTICE_FORWARDED: NoticeForwarded,
    Step.RECIPIENT_REMOVED: RecipientRemoved,
}
