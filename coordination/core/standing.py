"""How things stand with the patient after what was corrected and where they were moved: the last registered holds."""

from collections.abc import Iterator

from coordination.core.events import AdmissionNoticeSent, Recorded
from coordination.core.history import History
from coordination.core.patient_events import PatientDetailsCorrected, WardTransferred
from coordination.core.states import Capacity


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


def is_told(history: History, capacity: Capacity) -> bool:
    """Whether an admission notice has gone to a unit of that capacity; of municipalities, to the liable one.

    Whoever was told before another municipality turned out to be liable was told in vain.
    """
    changed = [
        one.sequence
        for one, told in _corrections(history)
        if capacity is Capacity.MUNICIPALITY
        and told.before.liable_municipality != told.after.liable_municipality
    ]
    return any(
        receiver.capacity is capacity and one.sequence > max(changed, default=0)
        for one, notice in history.payloads(AdmissionNoticeSent)
        for receiver in notice.receivers
    )


def _corrections(history: History) -> Iterator[tuple[Recorded, PatientDetailsCorrected]]:
    """In the order of registration: each is made on top of what was stored then."""
    for one in history.recorded:
        if isinstance(one.payload, PatientDetailsCorrected):
            yield one, one.payload
