"""Notices that came to the wrong place: sent back, handed over, or taken back. `events.PAYLOADS` has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from coordination.core.receiver import Named, Receiver
from coordination.core.states import Step


@dataclass(frozen=True, slots=True)
class SentBack:
    """A unit sends the notice of that sequence back, and leaves the case."""

    notice: int
    unit: int
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeReturned(SentBack):
    """Not our resident: `municipality` is the one that is right, by its code, if the unit has an opinion."""

    municipality: str | None


@dataclass(frozen=True, slots=True)
class NotOurPatient(SentBack):
    """Not listed with us: `listed_at` is the primary care centre that the patient is listed with, if the unit knows."""

    listed_at: Named | None


@dataclass(frozen=True, slots=True)
class NoticeForwarded:
    """A unit hands the notice of that sequence over to another: the one in `receivers`.

    It is one of its own organisation, or as `listed_at` says another care provider's primary care centre.
    """

    notice: int
    unit: int
    receivers: tuple[Receiver, ...]
    stays: bool
    """Whether the unit that hands over goes on following the case."""
    note: str
    listed_at: Named | None = None
    """The centre that the patient is listed with, which is another care provider's."""


@dataclass(frozen=True, slots=True)
class RecipientRemoved:
    """The ward takes back what it sent to the wrong unit, which has no more access."""

    removed: Receiver
    reason: str


AboutReceivers = NoticeReturned | NotOurPatient | NoticeForwarded | RecipientRemoved

PAYLOADS: Mapping[Step, type[AboutReceivers]] = {
    Step.NOTICE_RETURNED: NoticeReturned,
    Step.NOT_OUR_PATIENT: NotOurPatient,
    Step.NOTICE_FORWARDED: NoticeForwarded,
    Step.RECIPIENT_REMOVED: RecipientRemoved,
}
