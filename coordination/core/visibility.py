"""What a party may read of the events of its case: what was sent to it, not the whole case."""

from dataclasses import dataclass, replace

from coordination.core.addressing import NoticeForwarded, NotOurPatient
from coordination.core.events import (
    AdmissionNoticeSent,
    AdmissionRegistered,
    DischargeReadySent,
    EntryVoided,
    NeedAssessed,
    Payload,
    Recorded,
)
from coordination.core.history import History
from coordination.core.messages import (
    DeviationFollowedUp,
    DeviationReported,
    MessageSent,
    NoticeExtended,
    is_between,
)
from coordination.core.needs import Consent
from coordination.core.patient_events import IdentityCorrected, PatientDetailsCorrected
from coordination.core.plan_versions import concerns
from coordination.core.planning import BedChanged, NoticeWithheld
from coordination.core.plans import PlanPayload
from coordination.core.states import Capacity, Step

WARDS = frozenset({Capacity.WARD, Capacity.FORMER_WARD})
WARDS_OWN = frozenset({Step.NOTICE_WITHHELD, Step.BED_CHANGED})
"""What only the wards know of: whom secrecy keeps something from is not told that it does."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A unit, and what it is in the case now."""

    unit: int
    capacity: Capacity


def is_wards_own(event: Recorded, history: History) -> bool:
    """Whether only the wards know that it happened; so it is with striking it out, too."""
    if isinstance(event.payload, EntryVoided) and (wrong := history.event(event.payload.entry)):
        event = wrong
    return event.step in WARDS_OWN


def may_know_of(event: Recorded, reader: Reader, history: History) -> bool:
    """Whether the unit may know that it happened, and by whom: every party, save of what is the wards' own."""
    return reader.capacity in WARDS or not is_wards_own(event, history)


def may_know(payload: Payload, reader: Reader, history: History, *, is_protected: bool) -> bool:
    """Whether the unit may read what an event says, where it may know of it.

    What the physician wrote about needs stays in the ward unless the patient has consented (LUS 2:2 gives the admission
    notice four things). A plan is for those whom the patient lets read it. Nobody reads the names of a protected
    identity.
    """
    if isinstance(payload, EntryVoided) and (wrong := history.event(payload.entry)):
        # Why something was wrong tells what it said.
        payload = wrong.payload
    if isinstance(payload, PlanPayload):
        return concerns(history, payload, reader.unit)
    if isinstance(payload, PatientDetailsCorrected | IdentityCorrected) and is_protected:
        return False
    if isinstance(payload, DeviationFollowedUp) and (answered := history.event(payload.deviation)):
        payload = answered.payload
    if isinstance(payload, MessageSent | DeviationReported):
        return is_between(payload, reader.unit, reader.capacity)
    is_ward = reader.capacity in WARDS
    if isinstance(payload, NoticeExtended):
        return is_ward or reader.unit in _with_those_who_took_over(payload, history)
    if isinstance(payload, NoticeWithheld | BedChanged):
        return is_ward
    if is_ward or history.consent is Consent.GIVEN:
        return True
    return not isinstance(payload, AdmissionRegistered | NeedAssessed)


def as_told(payload: Payload, reader: Reader) -> Payload:
    """What an event says to those who may read it: how the ward's notices found their way is the ward's (LUS 2:2)."""
    if isinstance(payload, NotOurPatient) and reader.capacity not in WARDS:
        return replace(payload, listed_at=None)
    if reader.capacity in WARDS or not isinstance(payload, AdmissionNoticeSent | DischargeReadySent):
        return payload
    receivers = tuple(
        one if one.unit == reader.unit else replace(one, is_default=False) for one in payload.receivers
    )
    if isinstance(payload, DischargeReadySent):
        return replace(payload, receivers=receivers)
    return replace(payload, receivers=receivers, district=None, listed_at=None)


def _with_those_who_took_over(told: NoticeExtended, history: History) -> frozenset[int]:
    """The units that it was sent to, and those to which they have handed their notice over."""
    units = {receiver.unit for receiver in told.receivers}
    for _, handed in history.payloads(NoticeForwarded):
        # The extended part was told to one care provider: another one asks the ward for it.
        if handed.unit in units and handed.listed_at is None:
            units |= {receiver.unit for receiver in handed.receivers}
    return frozenset(units)
