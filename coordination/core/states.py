"""Where a case can be, what can happen to it, and what each happening leads to: one table.

Three choices, made here and nowhere else:

- Care contact, SIP and the municipality's answer may come before readiness, and a patient may be ready on the day of
  admission, so the statuses say only what the ward has told the others.
- People go home, or die, without any notice: discharge is possible from every open status.
- Only an open case can be cancelled (it was registered by mistake). A discharged one is a fact that a bill may rest on:
  it is put right by later events, never taken away.
"""

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """What the ward has told the others about a patient's way home."""

    ADMITTED = "admitted"
    """In inpatient care; nobody else has been told."""
    NOTIFIED = "notified"
    """Those who will be needed after discharge know of the patient."""
    READY = "ready"
    """They have been told that the patient is ready for discharge, and that has not been withdrawn."""
    DISCHARGED = "discharged"
    CANCELLED = "cancelled"
    IMPORTED = "imported"
    """An episode from another system's file: only another import can change it."""


class Step(StrEnum):
    """What can happen to a case. Each is an event with its own payload (`events.PAYLOADS`)."""

    ADMISSION_REGISTERED = "admission_registered"
    NEED_ASSESSED = "need_assessed"
    ADMISSION_NOTICE_SENT = "admission_notice_sent"
    NOTICE_RECEIVED = "notice_received"
    CARE_CONTACT_APPOINTED = "care_contact_appointed"
    DISCHARGE_READY_SENT = "discharge_ready_sent"
    DISCHARGE_READY_WITHDRAWN = "discharge_ready_withdrawn"
    SIP_CALLED = "sip_called"
    SIP_NOT_NEEDED = "sip_not_needed"
    RECEPTION_ACCEPTED = "reception_accepted"
    RECEPTION_DELAYED = "reception_delayed"
    REGION_SERVICES_MISSING = "region_services_missing"
    REGION_SERVICES_AVAILABLE = "region_services_available"
    DISCHARGED = "discharged"
    CANCELLED = "cancelled"
    EPISODE_IMPORTED = "episode_imported"
    EPISODE_CORRECTED = "episode_corrected"


class Capacity(StrEnum):
    """What a unit is in a case."""

    WARD = "ward"
    OUTPATIENT = "outpatient"
    MUNICIPALITY = "municipality"


OPEN = (Status.ADMITTED, Status.NOTIFIED, Status.READY)

_ANY_TIME = (
    Step.NEED_ASSESSED,
    Step.NOTICE_RECEIVED,
    Step.CARE_CONTACT_APPOINTED,
    Step.SIP_CALLED,
    Step.SIP_NOT_NEEDED,
    Step.RECEPTION_ACCEPTED,
    Step.RECEPTION_DELAYED,
    Step.REGION_SERVICES_MISSING,
    Step.REGION_SERVICES_AVAILABLE,
)
"""Steps that leave the status of a case as it is. Their own rules (`rules.py`) say what must be there before."""

TRANSITIONS: dict[tuple[Status | None, Step], Status] = {
    (None, Step.ADMISSION_REGISTERED): Status.ADMITTED,
    (None, Step.EPISODE_IMPORTED): Status.IMPORTED,
    (Status.IMPORTED, Step.EPISODE_CORRECTED): Status.IMPORTED,
    # The admission notice may be late: then those addressed already know of the patient, but the law asks for it still.
    (Status.ADMITTED, Step.ADMISSION_NOTICE_SENT): Status.NOTIFIED,
    (Status.NOTIFIED, Step.ADMISSION_NOTICE_SENT): Status.NOTIFIED,
    (Status.READY, Step.ADMISSION_NOTICE_SENT): Status.READY,
    (Status.ADMITTED, Step.DISCHARGE_READY_SENT): Status.READY,
    (Status.NOTIFIED, Step.DISCHARGE_READY_SENT): Status.READY,
    (Status.READY, Step.DISCHARGE_READY_WITHDRAWN): Status.NOTIFIED,
    **{(status, step): status for status in OPEN for step in _ANY_TIME},
    **{(status, Step.DISCHARGED): Status.DISCHARGED for status in OPEN},
    **{(status, Step.CANCELLED): Status.CANCELLED for status in OPEN},
    # Registered after the fact: the system was down, or the paper lay in a tray. `rules.py` holds the times.
    **{
        (Status.DISCHARGED, step): Status.DISCHARGED
        for step in (*_ANY_TIME, Step.ADMISSION_NOTICE_SENT, Step.DISCHARGE_READY_SENT)
    },
}

MAY_FOLLOW_DISCHARGE = frozenset(
    {
        Step.NOTICE_RECEIVED,
        Step.CARE_CONTACT_APPOINTED,
        Step.SIP_CALLED,
        Step.SIP_NOT_NEEDED,
        Step.REGION_SERVICES_AVAILABLE,
    }
)
"""Steps that may also happen after the patient has gone home; the others may then only be registered."""

ACTING: dict[Step, frozenset[Capacity]] = {
    Step.ADMISSION_REGISTERED: frozenset({Capacity.WARD}),
    Step.NEED_ASSESSED: frozenset({Capacity.WARD}),
    Step.ADMISSION_NOTICE_SENT: frozenset({Capacity.WARD}),
    Step.NOTICE_RECEIVED: frozenset({Capacity.OUTPATIENT, Capacity.MUNICIPALITY}),
    Step.CARE_CONTACT_APPOINTED: frozenset({Capacity.OUTPATIENT}),
    Step.DISCHARGE_READY_SENT: frozenset({Capacity.WARD}),
    Step.DISCHARGE_READY_WITHDRAWN: frozenset({Capacity.WARD}),
    Step.SIP_CALLED: frozenset({Capacity.OUTPATIENT}),
    Step.SIP_NOT_NEEDED: frozenset({Capacity.OUTPATIENT}),
    Step.RECEPTION_ACCEPTED: frozenset({Capacity.MUNICIPALITY}),
    Step.RECEPTION_DELAYED: frozenset({Capacity.MUNICIPALITY}),
    Step.REGION_SERVICES_MISSING: frozenset(Capacity),
    Step.REGION_SERVICES_AVAILABLE: frozenset(Capacity),
    Step.DISCHARGED: frozenset({Capacity.WARD}),
    Step.CANCELLED: frozenset({Capacity.WARD}),
}
"""Who may take a step, by what their unit is in the case. An import is nobody's step."""


class NoSuchTransition(Exception):
    """The table has no such step from where the case is."""

    def __init__(self, status: Status | None, step: Step) -> None:
        super().__init__(f"{step} is not possible from {status}")
        self.status = status
        self.step = step


def after(status: Status | None, step: Step) -> Status:
    """The status that a step leads to; raises `NoSuchTransition` where the table is silent."""
    try:
        return TRANSITIONS[(status, step)]
    except KeyError:
        raise NoSuchTransition(status, step) from None


def replay(steps: Iterable[Step]) -> Status | None:
    """The status after all the steps, in the order in which they were recorded."""
    status: Status | None = None
    for step in steps:
        status = after(status, step)
    return status
