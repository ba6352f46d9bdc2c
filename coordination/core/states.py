"""Where a case can be, what can happen to it, and what each happening leads to: one table.

Four choices, made here and nowhere else:

- Care contact, SIP and the municipality's answer may come before readiness, and a patient may be ready on the day of
  admission, so the statuses say only what the ward has told the others.
- People go home, or die, without any notice: discharge is possible from every open status.
- Only an open case can be cancelled (it was registered by mistake). A discharged one is a fact that a bill may rest on:
  it is put right by later events, never taken away.
- What was registered wrongly is voided by an event of its own, wherever the case is. The status is then that of the
  events that still stand, in their order; the table only says where voiding is possible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    SIP_REQUESTED = "sip_requested"
    SIP_MOVED = "sip_moved"
    SIP_CALL_CANCELLED = "sip_call_cancelled"
    SIP_ANSWERED = "sip_answered"
    SIP_PLAN_WRITTEN = "sip_plan_written"
    SIP_PLAN_AGREED = "sip_plan_agreed"
    SIP_FOLLOWED_UP = "sip_followed_up"
    SIP_CLOSED = "sip_closed"
    CARE_PLAN_WRITTEN = "care_plan_written"
    CARE_PLAN_ADJUSTED = "care_plan_adjusted"
    RECEPTION_ACCEPTED = "reception_accepted"
    RECEPTION_DELAYED = "reception_delayed"
    REGION_SERVICES_MISSING = "region_services_missing"
    REGION_SERVICES_AVAILABLE = "region_services_available"
    WARD_TRANSFERRED = "ward_transferred"
    PATIENT_DETAILS_CORRECTED = "patient_details_corrected"
    IDENTITY_CORRECTED = "identity_corrected"
    CONSENT_REGISTERED = "consent_registered"
    PROTECTION_ENDED = "protection_ended"
    DISCHARGED = "discharged"
    DISCHARGE_CORRECTED = "discharge_corrected"
    BED_CHANGED = "bed_changed"
    ESTIMATED_DISCHARGE_CHANGED = "estimated_discharge_changed"
    TREATMENT_PLAN_WRITTEN = "treatment_plan_written"
    PLANNING_BASIS_GIVEN = "planning_basis_given"
    CASE_OFFICER_NAMED = "case_officer_named"
    INPATIENT_CONTACT_APPOINTED = "inpatient_contact_appointed"
    DISCHARGE_PLANNED = "discharge_planned"
    LEAVE_BEGUN = "leave_begun"
    LEAVE_ENDED = "leave_ended"
    NOTICE_WITHHELD = "notice_withheld"
    TRACK_CHOSEN = "track_chosen"
    HOME_READY_CHECKED = "home_ready_checked"
    PATIENT_SUMMARY_GIVEN = "patient_summary_given"
    DISCHARGE_INFORMATION_SENT = "discharge_information_sent"
    MESSAGE_SENT = "message_sent"
    DEVIATION_REPORTED = "deviation_reported"
    DEVIATION_FOLLOWED_UP = "deviation_followed_up"
    NOTICE_EXTENDED = "notice_extended"
    NOTICE_RETURNED = "notice_returned"
    NOT_OUR_PATIENT = "not_our_patient"
    NOTICE_FORWARDED = "notice_forwarded"
    RECIPIENT_REMOVED = "recipient_removed"
    CANCELLED = "cancelled"
    ENTRY_VOIDED = "entry_voided"
    EPISODE_IMPORTED = "episode_imported"
    EPISODE_CORRECTED = "episode_corrected"


class Capacity(StrEnum):
    """What a unit is in a case."""

    WARD = "ward"
    OUTPATIENT = "outpatient"
    MUNICIPALITY = "municipality"
    FORMER_WARD = "former_ward"
    """The patient lay there and was moved: it reads the case until then, and takes no step."""


OPEN = (Status.ADMITTED, Status.NOTIFIED, Status.READY)


@dataclass(frozen=True, slots=True)
class StepRow:
    """`acting`: who may take the step, by what their unit is in the case; nobody takes an import.

    `leads` from where it is possible to where it leads. What is registered after the fact is possible from discharged
    too, but must have happened before; unless it `may_follow_discharge`, and then it may also happen later.
    """

    acting: frozenset[Capacity]
    leads: Mapping[Status | None, Status]
    may_follow_discharge: bool = False


def _staying(*statuses: Status) -> dict[Status | None, Status]:
    """The case stays where it is. The step's own rules (`rules.py`) say what must be there before."""
    return {status: status for status in statuses}


def _from_open(to: Status) -> dict[Status | None, Status]:
    return dict.fromkeys(OPEN, to)


_NOBODY: frozenset[Capacity] = frozenset()
_WARD = frozenset({Capacity.WARD})
_OUTPATIENT = frozenset({Capacity.OUTPATIENT})
_MUNICIPALITY = frozenset({Capacity.MUNICIPALITY})
_ANYBODY = _WARD | _OUTPATIENT | _MUNICIPALITY
_EVER = (*OPEN, Status.DISCHARGED)

STEPS: Mapping[Step, StepRow] = {
    Step.ADMISSION_REGISTERED: StepRow(_WARD, {None: Status.ADMITTED}),
    Step.NEED_ASSESSED: StepRow(_WARD, _staying(*_EVER)),
    # The admission notice may be late: then those addressed already know of the patient, but the law asks for it still.
    Step.ADMISSION_NOTICE_SENT: StepRow(
        _WARD,
        {Status.ADMITTED: Status.NOTIFIED, **_staying(Status.NOTIFIED, Status.READY, Status.DISCHARGED)},
    ),
    Step.NOTICE_RECEIVED: StepRow(_OUTPATIENT | _MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.CARE_CONTACT_APPOINTED: StepRow(_OUTPATIENT, _staying(*_EVER), may_follow_discharge=True),
    Step.DISCHARGE_READY_SENT: StepRow(
        _WARD,
        {
            Status.ADMITTED: Status.READY,
            Status.NOTIFIED: Status.READY,
            # The standing notice is sent on to those whom it has not reached.
            **_staying(Status.READY, Status.DISCHARGED),
        },
    ),
    Step.DISCHARGE_READY_WITHDRAWN: StepRow(
        _WARD, {Status.READY: Status.NOTIFIED, **_staying(Status.DISCHARGED)}
    ),
    Step.SIP_CALLED: StepRow(_OUTPATIENT, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_NOT_NEEDED: StepRow(_OUTPATIENT, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_REQUESTED: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_MOVED: StepRow(_OUTPATIENT, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_CALL_CANCELLED: StepRow(_OUTPATIENT, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_ANSWERED: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    # Those who go on caring write the SIP's plan; the ward that applies to the court writes the other one too.
    Step.SIP_PLAN_WRITTEN: StepRow(_OUTPATIENT | _MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_PLAN_AGREED: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_FOLLOWED_UP: StepRow(_OUTPATIENT | _MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.SIP_CLOSED: StepRow(_OUTPATIENT | _MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.CARE_PLAN_WRITTEN: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.CARE_PLAN_ADJUSTED: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.RECEPTION_ACCEPTED: StepRow(_MUNICIPALITY, _staying(*_EVER)),
    Step.RECEPTION_DELAYED: StepRow(_MUNICIPALITY, _staying(*_EVER)),
    Step.REGION_SERVICES_MISSING: StepRow(_ANYBODY, _staying(*_EVER)),
    Step.REGION_SERVICES_AVAILABLE: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.WARD_TRANSFERRED: StepRow(_WARD, _staying(*OPEN)),
    Step.PATIENT_DETAILS_CORRECTED: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    # By the ward where the patient lies or lay last, and by nobody who had them before.
    Step.IDENTITY_CORRECTED: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    Step.PROTECTION_ENDED: StepRow(_WARD, _staying(*OPEN)),
    # Given, declined or withdrawn since the admission; the patient may change their mind at home too.
    Step.CONSENT_REGISTERED: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    Step.DISCHARGED: StepRow(_WARD, _from_open(Status.DISCHARGED)),
    Step.DISCHARGE_CORRECTED: StepRow(_WARD, _staying(Status.DISCHARGED), may_follow_discharge=True),
    Step.BED_CHANGED: StepRow(_WARD, _staying(*OPEN)),
    Step.ESTIMATED_DISCHARGE_CHANGED: StepRow(_WARD, _staying(*OPEN)),
    Step.TREATMENT_PLAN_WRITTEN: StepRow(_WARD, _staying(*_EVER)),
    Step.PLANNING_BASIS_GIVEN: StepRow(_OUTPATIENT | _MUNICIPALITY, _staying(*_EVER)),
    Step.CASE_OFFICER_NAMED: StepRow(_MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.INPATIENT_CONTACT_APPOINTED: StepRow(_WARD, _staying(*_EVER)),
    Step.DISCHARGE_PLANNED: StepRow(_ANYBODY, _staying(*_EVER)),
    Step.LEAVE_BEGUN: StepRow(_WARD, _staying(*_EVER)),
    Step.LEAVE_ENDED: StepRow(_WARD, _staying(*_EVER)),
    Step.NOTICE_WITHHELD: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    Step.DISCHARGE_INFORMATION_SENT: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    Step.TRACK_CHOSEN: StepRow(_ANYBODY, _staying(*OPEN)),
    Step.HOME_READY_CHECKED: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.PATIENT_SUMMARY_GIVEN: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    Step.MESSAGE_SENT: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.DEVIATION_REPORTED: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.DEVIATION_FOLLOWED_UP: StepRow(_ANYBODY, _staying(*_EVER), may_follow_discharge=True),
    Step.NOTICE_EXTENDED: StepRow(_WARD, _staying(*_EVER)),
    Step.NOTICE_RETURNED: StepRow(_MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.NOT_OUR_PATIENT: StepRow(_OUTPATIENT, _staying(*_EVER), may_follow_discharge=True),
    Step.NOTICE_FORWARDED: StepRow(_OUTPATIENT | _MUNICIPALITY, _staying(*_EVER), may_follow_discharge=True),
    Step.RECIPIENT_REMOVED: StepRow(_WARD, _staying(*_EVER), may_follow_discharge=True),
    Step.CANCELLED: StepRow(_WARD, _from_open(Status.CANCELLED)),
    Step.ENTRY_VOIDED: StepRow(_ANYBODY, _staying(*_EVER, Status.CANCELLED), may_follow_discharge=True),
    Step.EPISODE_IMPORTED: StepRow(_NOBODY, {None: Status.IMPORTED}),
    Step.EPISODE_CORRECTED: StepRow(_NOBODY, _staying(Status.IMPORTED)),
}
"""Each step: whose it is, and from where to where. What it tells is its payload (`events.PAYLOADS`)."""


class NoSuchTransition(Exception):
    """The table has no such step from where the case is."""

    def __init__(self, status: Status | None, step: Step) -> None:
        super().__init__(f"{step} is not possible from {status}")
        self.status = status
        self.step = step


def after(status: Status | None, step: Step) -> Status:
    """The status that a step leads to; raises `NoSuchTransition` where the table is silent."""
    try:
        return STEPS[step].leads[status]
    except KeyError:
        raise NoSuchTransition(status, step) from None


def replay(steps: Iterable[Step]) -> Status | None:
    """The status after all the steps, in the order in which they were recorded."""
    status: Status | None = None
    for step in steps:
        status = after(status, step)
    return status
