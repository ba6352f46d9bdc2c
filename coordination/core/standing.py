"""How things stand with the patient after what was corrected and where they were moved: the last registered holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from coordination.core.addressing import (
    NoticeForwarded,
    NoticeReturned,
    NotOurPatient,
    RecipientRemoved,
    SentBack,
)
from coordination.core.episodes import CareType
from coordination.core.events import (
    AdmissionNoticeSent,
    Payload,
    ReceptionAccepted,
    ReceptionDelayed,
    Recorded,
    is_told_outside,
)
from coordination.core.history import History, receivers_of
from coordination.core.patient_events import PatientDetailsCorrected, WardTransferred
from coordination.core.planning import LeaveBegun
from coordination.core.states import OPEN, Capacity


def registered_in(history: History) -> str:
    """The municipality where the patient is registered; empty for nowhere in Sweden."""
    found = [told.after.municipality for _, told in _corrections(history)]
    return found[-1] if found else history.admission.municipality


def placed_by(history: History) -> str | None:
    """The municipality that placed the patient elsewhere (LUS 5:2 second paragraph), if one did."""
    found = [told.after.placing_municipality for _, told in _corrections(history)]
    return found[-1] if found else history.admission.placing_municipality


def last_transfer(history: History) -> tuple[Recorded, WardTransferred] | None:
    """How the patient came to the ward where they lie now; None while they lie where they were admitted."""
    moved = [(one, one.payload) for one in history.recorded if isinstance(one.payload, WardTransferred)]
    return moved[-1] if moved else None


def care_type(history: History) -> CareType:
    """The care that the patient is in: that of the admission, until a ward of another care has taken over.

    No text says which care a stay is that passes through two: here the last one, as it is the one that the patient
    leaves, and in which the plan is made.
    """
    begun = [
        one.payload.care_type
        for one in history.recorded
        if isinstance(one.payload, WardTransferred) and one.payload.care_type
    ]
    return begun[-1] if begun else history.admission.care_type


def wards(history: History) -> dict[int, str]:
    """The wards of a patient who has been moved, by their names of that day: the last one is where they lie now."""
    found: dict[int, str] = {}
    for one in history.recorded:
        if isinstance(one.payload, WardTransferred):
            found.setdefault(one.payload.former_unit, one.payload.former_name)
            # A ward that the patient comes back to is the last one again.
            found.pop(one.payload.unit, None)
            found[one.payload.unit] = one.payload.name
    return found


def on_leave_until(history: History) -> datetime | None:
    """When the patient who is on leave was to be back; None for who is on none, or in no ward any more."""
    leave = history.on_leave_since.payload if history.on_leave_since and history.status in OPEN else None
    return leave.until if isinstance(leave, LeaveBegun) else None


def is_told(history: History, capacity: Capacity) -> bool:
    """Whether an admission notice has gone to a unit of that capacity, and not in vain."""
    return told(history, capacity) is not None


def told(history: History, capacity: Capacity) -> Recorded | None:
    """The first admission notice to reach a unit of that capacity, and not in vain (`reached`)."""
    return reached(history, history.of(AdmissionNoticeSent), capacity)


def told_ready(history: History, capacity: Capacity) -> Recorded | None:
    """The first sending of the standing discharge-ready notice to do so (LUS 3:1)."""
    return reached(history, history.standing_sendings, capacity)


def reached(history: History, sendings: Iterable[Recorded], capacity: Capacity) -> Recorded | None:
    """The first of the sendings to a unit of that capacity that was to have it; of municipalities, to the liable one.

    Whoever was told before another municipality turned out to be liable was told in vain, and so was who has sent the
    notice back or has had it taken back. A unit that is sent it anew was right from the first time: a liable
    municipality gains nothing by sending a notice back.
    """
    corrections = list(_corrections(history)) if capacity is Capacity.MUNICIPALITY else []
    vain = told_in_vain(history)
    return next(
        (
            one
            for one in sendings
            if _was_for_the_liable(one, corrections)
            and (
                is_told_outside(one, capacity)
                or any(
                    receiver.capacity is capacity and receiver.unit not in vain
                    for receiver in receivers_of(one)
                )
            )
        ),
        None,
    )


def told_in_vain(history: History) -> frozenset[int]:
    """The units that have sent a notice back or have had it taken back, and have been sent none since."""
    return frozenset(
        unit for unit, one in history.left.items() if isinstance(one.payload, SentBack | RecipientRemoved)
    )


def answer(history: History) -> Recorded | None:
    """The municipality's last word on receiving the patient."""
    return last_of_municipality(history, ReceptionAccepted, ReceptionDelayed)


def last_of_municipality(history: History, *kinds: type[Payload]) -> Recorded | None:
    """The last of such events that the municipality in the case has told: what one that has left told is past.

    A unit may leave when a colleague has come in its place: what their municipality told stands then.
    """
    here: set[int] = set()
    since = 0
    for one in history.standing:
        was_here = bool(here)
        here |= {
            receiver.unit for receiver in receivers_of(one) if receiver.capacity is Capacity.MUNICIPALITY
        }
        match one.payload:
            case SentBack(unit=unit) | NoticeForwarded(unit=unit, stays=False):
                here.discard(unit)
            case RecipientRemoved(removed=removed):
                here.discard(removed.unit)
            case PatientDetailsCorrected(out=out, back=back):
                here -= {receiver.unit for receiver in out}
                here |= {receiver.unit for receiver in back}
        if was_here and not here:
            since = one.sequence
    found = [one for one in history.of(*kinds) if one.sequence > since]
    return found[-1] if found else None


def municipal_units(history: History) -> frozenset[int]:
    """The units of the liable municipality that have been told of the patient, and are in the case."""
    corrections = list(_corrections(history))
    return frozenset(
        receiver.unit
        for sent, notice in history.notices
        if _was_for_the_liable(sent, corrections)
        for receiver in notice.receivers
        if receiver.capacity is Capacity.MUNICIPALITY and receiver.unit not in history.left
    )


def is_elsewhere(history: History) -> bool:
    """Whether the municipality was told, and has no unit here: what it does is seen by nobody here."""
    sent = told_ready(history, Capacity.MUNICIPALITY) or told(history, Capacity.MUNICIPALITY)
    return sent is not None and is_told_outside(sent, Capacity.MUNICIPALITY) and not municipal_units(history)


def sent_back(history: History) -> NoticeReturned | None:
    """What the liable municipality said when it last sent the notice back; what another one said is past."""
    corrections = list(_corrections(history))
    returned = [
        told for one, told in history.payloads(NoticeReturned) if _was_for_the_liable(one, corrections)
    ]
    return returned[-1] if returned else None


def not_theirs(history: History) -> NotOurPatient | None:
    """What an outpatient unit said when it last sent the notice back."""
    returned = history.payloads(NotOurPatient)
    return returned[-1][1] if returned else None


def came_by_default(history: History, unit: int) -> bool:
    """Whether the unit was sent a notice only for want of a better answer in the routing table of that day."""
    sent = (receiver for one in history.standing for receiver in receivers_of(one))
    return any(receiver.unit == unit and receiver.is_default for receiver in sent)


def units_notified(history: History) -> frozenset[int]:
    """The units that have had an admission notice and are in the case."""
    sent = (receiver.unit for one in history.of(AdmissionNoticeSent) for receiver in receivers_of(one))
    return frozenset(sent) - history.left.keys()


def _was_for_the_liable(
    sent: Recorded, corrections: Sequence[tuple[Recorded, PatientDetailsCorrected]]
) -> bool:
    """Whether the municipality that was liable when it was sent is so still."""
    liable = corrections[-1][1].after.liable_municipality if corrections else None
    later = (told.before.liable_municipality for one, told in corrections if one.sequence > sent.sequence)
    return next(later, liable) == liable


def _corrections(history: History) -> Iterator[tuple[Recorded, PatientDetailsCorrected]]:
    """In the order of registration: each is made on top of what was stored then."""
    for one in history.recorded:
        if isinstance(one.payload, PatientDetailsCorrected):
            yield one, one.payload
