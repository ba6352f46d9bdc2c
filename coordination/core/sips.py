"""The SIP (samordnad individuell plan): what is told of its meeting, one frozen payload a step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.core.states import Step


class SipForm(StrEnum):
    """How the parties meet for the SIP."""

    ON_SITE = "on_site"
    PHONE = "phone"
    VIDEO = "video"


class SipWaiver(StrEnum):
    """Why no SIP is called to; with each of them LUS 5:3 second paragraph asks for no call."""

    NOT_NEEDED = "not_needed"
    """Found in the planning: the patient does not need services from both region and municipality."""
    PATIENT_DECLINES = "patient_declines"
    """LUS 4:2: a plan is made only if the patient agrees to it."""
    COORDINATED_CARE_PLAN = "coordinated_care_plan"
    """LUS 4:1 second paragraph: ÖPT and ÖRV have a plan of their own."""


class SipAnswer(StrEnum):
    """Whether a unit takes part in the meeting."""

    COMES = "comes"
    BY_PHONE = "by_phone"
    """Takes part, but from where it is: by phone or by the video link."""
    DOES_NOT_COME = "does_not_come"


@dataclass(frozen=True, slots=True)
class SipCalled:
    """Occurred when the call was sent; the meeting itself is later."""

    meets_at: datetime
    form: SipForm
    place: str
    participants: tuple[str, ...]
    unit: int | None = None
    """Who calls; calls of before that was kept have none."""


@dataclass(frozen=True, slots=True)
class SipNotNeeded:
    """No SIP, and why."""

    reason: SipWaiver
    explanation: str


@dataclass(frozen=True, slots=True)
class SipRequested:
    """A party asks outpatient care for a SIP: any party may (Dalarna: in special cases, before anybody must call)."""

    unit: int
    reason: str


@dataclass(frozen=True, slots=True)
class SipMoved:
    """The meeting is at another time, in another form or place; who answered for the old time is asked again."""

    meets_at: datetime
    form: SipForm
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class SipCallCancelled:
    """The meeting will not be held. That it was called to stays true: LUS 4:3 and 5:3 ask for the call alone.

    A call that never should have been is another thing: its entry is wrong, and no answer to the law.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class SipAnswered:
    """What a unit says to the call: `meeting` is the number of the event that gave the time it answers to."""

    meeting: int
    unit: int
    answer: SipAnswer
    note: str


SipPayload = SipCalled | SipNotNeeded | SipRequested | SipMoved | SipCallCancelled | SipAnswered

SIP_PAYLOADS: dict[Step, type[SipPayload]] = {
    Step.SIP_CALLED: SipCalled,
    Step.SIP_NOT_NEEDED: SipNotNeeded,
    Step.SIP_REQUESTED: SipRequested,
    Step.SIP_MOVED: SipMoved,
    Step.SIP_CALL_CANCELLED: SipCallCancelled,
    Step.SIP_ANSWERED: SipAnswered,
}
