"""What must hold for a step beyond the table of statuses: times in order, and what it speaks of being there.

Registering after the fact is allowed: what happened may lie before events already recorded. It may not lie in the
future, before the admission, or (save for what the law lets happen later) after the patient went home; nor so far off
that it must be a slip of the pen (`bounds.py`).
"""

from collections.abc import Iterable
from datetime import datetime

from coordination.core.bounds import far_off
from coordination.core.events import (
    AdmissionNoticeSent,
    AdmissionRegistered,
    DischargeCorrected,
    Discharged,
    DischargeReadySent,
    DischargeReadyWithdrawn,
    EntryVoided,
    NeedAssessed,
    NoticeReceived,
    Payload,
    ReceptionAccepted,
    ReceptionDelayed,
    Recorded,
    RegionServicesAvailable,
    RegionServicesMissing,
)
from coordination.core.history import History
from coordination.core.message_rules import MessageRefusal, of_messages
from coordination.core.needs import NeedAssessment
from coordination.core.patient_events import (
    ConsentRegistered,
    IdentityCorrected,
    PatientDetailsCorrected,
    WardTransferred,
)
from coordination.core.planning import (
    DischargeInformationSent,
    EstimatedDischargeChanged,
    LeaveBegun,
    LeaveEnded,
    TreatmentPlanWritten,
)
from coordination.core.refusals import Refusal
from coordination.core.secrecy import forbidding
from coordination.core.sip_rules import SipRefusal, sip_refusal
from coordination.core.sips import SipCalled, SipMoved
from coordination.core.standing import is_told, last_transfer, told_ready, units_notified
from coordination.core.states import STEPS, Capacity, NoSuchTransition, Step, after
from coordination.core.terms import STATUTE_ALONE, ProcessTerms


def refusal(
    history: History,
    step: Step,
    payload: Payload,
    occurred_at: datetime,
    now: datetime,
    terms: ProcessTerms = STATUTE_ALONE,
) -> Refusal | SipRefusal | MessageRefusal | None:
    """The first rule that the step breaks, None when it may be recorded. The history is the one before it."""
    if occurred_at > now:
        return Refusal.IN_THE_FUTURE
    if far := far_off(payload, occurred_at, now):
        return Refusal.TOO_LONG_AGO if far.is_past else Refusal.TOO_FAR_AHEAD
    return (
        _of_order(history, step, occurred_at)
        or _of_secrecy(history, step, occurred_at)
        or _of_content(history, payload, occurred_at, now)
        or _of_plans_ahead(history, payload, occurred_at)
        or _of_planning(history, payload, occurred_at, terms)
        or of_messages(history, payload, occurred_at)
    )


def _of_order(history: History, step: Step, occurred_at: datetime) -> Refusal | None:
    if step is Step.ADMISSION_REGISTERED:
        return None
    if occurred_at < history.admitted_at:
        return Refusal.BEFORE_ADMISSION
    gone = history.discharged
    if gone is None or occurred_at <= gone.occurred_at or STEPS[step].may_follow_discharge:
        return None
    return Refusal.AFTER_DISCHARGE


def _of_secrecy(history: History, step: Step, occurred_at: datetime) -> Refusal | None:
    """What was sent before it was withheld, and is registered after it, was sent."""
    withheld = forbidding(history, step)
    return Refusal.FORBIDDEN_BY_SECRECY if withheld and withheld.occurred_at <= occurred_at else None


def _of_plans_ahead(history: History, payload: Payload, occurred_at: datetime) -> Refusal | None:
    """What the parties plan for lies where it can come true. Typed times have no seconds: the same minute is well."""
    match payload:
        case (
            AdmissionRegistered(estimated_discharge_at=estimate)
            | AdmissionNoticeSent(estimated_discharge_at=estimate)
            | EstimatedDischargeChanged(estimated_discharge_at=estimate)
        ):
            told_at = occurred_at.replace(second=0, microsecond=0)
            return Refusal.ESTIMATE_PASSED if estimate and estimate < told_at else None
        case ReceptionAccepted(can_receive_from=since) | ReceptionDelayed(can_receive_from=since):
            # It may have been able to for a while when it says so; not before there was a patient.
            return Refusal.RECEIVES_BEFORE_ADMISSION if since and since < history.admitted_at else None
    return None


def _of_content(history: History, payload: Payload, occurred_at: datetime, now: datetime) -> Refusal | None:
    match payload:
        case AdmissionRegistered(assessment=NeedAssessment(assessed_at=assessed_at)):
            # Found and registered later than the admission is well; only the future is not.
            return Refusal.IN_THE_FUTURE if assessed_at > now else None
        case NeedAssessed(assessment):
            return Refusal.ASSESSED_LATER if assessment.assessed_at > occurred_at else None
        case AdmissionNoticeSent():
            return _of_admission_notice(history, payload)
        case DischargeReadySent():
            return _of_readiness(history, payload, occurred_at)
        case DischargeReadyWithdrawn():
            return _of_withdrawal(history, occurred_at)
        case NoticeReceived():
            return _of_receipt(history, payload, occurred_at)
        case SipCalled(meets_at=meets_at) | SipMoved(meets_at=meets_at):
            return Refusal.MEETING_BEFORE_CALL if meets_at < occurred_at else None
        case RegionServicesMissing():
            return Refusal.ALREADY_MISSING if history.services_missing_since is not None else None
        case RegionServicesAvailable():
            since = history.services_missing_since
            return Refusal.NOTHING_MISSING if since is None or occurred_at < since.occurred_at else None
        case WardTransferred():
            came = last_transfer(history)
            return Refusal.BEFORE_TRANSFER if came and occurred_at < came[0].occurred_at else None
        case PatientDetailsCorrected(before=before, after=after, has_protected_identity=is_protected):
            return Refusal.NOTHING_CORRECTED if before == after and not is_protected else None
        case IdentityCorrected(before=former, after=right):
            return Refusal.NOTHING_CORRECTED if former == right else None
        case ConsentRegistered(consent=consent):
            stood = history.as_of(occurred_at).consent
            return Refusal.NOTHING_CORRECTED if consent is stood else None
        case EntryVoided():
            return _of_voiding(history, payload)
        case DischargeCorrected():
            return _of_discharge(history, payload, occurred_at)
    return None


def _of_planning(
    history: History, payload: Payload, occurred_at: datetime, terms: ProcessTerms
) -> Refusal | SipRefusal | None:
    match payload:
        case DischargeReadySent() if terms.treatment_plan_before_ready:
            plan = history.first(TreatmentPlanWritten)
            is_there = plan is not None and plan.occurred_at <= occurred_at
            return None if is_there else Refusal.NO_TREATMENT_PLAN
        case LeaveBegun(until=until):
            if history.leave_at(occurred_at) is not None:
                return Refusal.ALREADY_ON_LEAVE
            return Refusal.BACK_BEFORE_LEAVE if until < occurred_at else None
        case LeaveEnded():
            return Refusal.NOT_ON_LEAVE if history.leave_at(occurred_at) is None else None
        case DischargeInformationSent():
            return None if history.notices else Refusal.NOBODY_TOLD_YET
    return sip_refusal(history, payload, occurred_at)


def _of_admission_notice(history: History, payload: AdmissionNoticeSent) -> Refusal | None:
    if not history.needs:
        return Refusal.NOBODY_TO_TELL
    told = units_notified(history)
    if payload.told_outside and not is_told(history, Capacity.MUNICIPALITY):
        return None
    return Refusal.ALREADY_TOLD if all(receiver.unit in told for receiver in payload.receivers) else None


def _of_readiness(history: History, payload: DischargeReadySent, occurred_at: datetime) -> Refusal | None:
    if not history.needs:
        return Refusal.NOBODY_TO_TELL
    news = payload.told_outside and told_ready(history, Capacity.MUNICIPALITY) is None
    if not payload.receivers and not news:
        return Refusal.ALREADY_READY if history.standing_notice else Refusal.NOBODY_TO_TELL
    if payload.assessed_at > occurred_at:
        return Refusal.ASSESSED_LATER
    if not news and all(receiver.unit in history.units_told_ready for receiver in payload.receivers):
        return Refusal.ALREADY_READY
    withdrawn_at = max((one.ends_at for one in history.readiness if one.ends_at), default=None)
    return Refusal.BEFORE_WITHDRAWAL if withdrawn_at is not None and occurred_at < withdrawn_at else None


def _of_withdrawal(history: History, occurred_at: datetime) -> Refusal | None:
    if history.standing_notice is None:
        return Refusal.NOTHING_TO_WITHDRAW
    return Refusal.BEFORE_NOTICE if occurred_at < history.readiness[-1].sendings[-1].occurred_at else None


def _of_receipt(history: History, payload: NoticeReceived, occurred_at: datetime) -> Refusal | None:
    sent = next(
        (
            one
            for one, notice in history.notices
            if one.sequence == payload.notice
            and any(receiver.unit == payload.unit for receiver in notice.receivers)
        ),
        None,
    )
    if sent is None:
        return Refusal.NOT_YOUR_NOTICE
    if history.received(sent, payload.unit) is not None:
        return Refusal.ALREADY_RECEIVED
    return Refusal.BEFORE_NOTICE if occurred_at < sent.occurred_at else None


def _of_voiding(history: History, payload: EntryVoided) -> Refusal | None:
    wrong = history.event(payload.entry)
    if wrong is None or wrong.sequence in history.voided:
        return Refusal.NOTHING_TO_VOID
    if not is_voidable(history, wrong):
        return Refusal.NOT_VOIDABLE
    return _of_those_that_rest_on(wrong, history)


def _of_discharge(history: History, payload: DischargeCorrected, occurred_at: datetime) -> Refusal | None:
    wrong = history.discharged
    if wrong is None or wrong.sequence != payload.entry or not isinstance(wrong.payload, Discharged):
        return Refusal.NOTHING_TO_VOID
    stood = (wrong.occurred_at, wrong.payload.destination, wrong.payload.note)
    if stood == (occurred_at, payload.destination, payload.note):
        return Refusal.NOTHING_CORRECTED
    return _of_those_that_rest_on(wrong, history)


def _of_those_that_rest_on(wrong: Recorded, history: History) -> Refusal | None:
    left = [one for one in history.standing if one is not wrong]
    return Refusal.OTHERS_REST_ON_IT if misfits(left) - misfits(history.standing) else None


FINAL = frozenset(
    {
        Step.ADMISSION_REGISTERED,
        Step.WARD_TRANSFERRED,
        Step.PATIENT_DETAILS_CORRECTED,
        Step.IDENTITY_CORRECTED,
        Step.PROTECTION_ENDED,
        Step.NOTICE_RETURNED,
        Step.NOT_OUR_PATIENT,
        Step.NOTICE_FORWARDED,
        Step.RECIPIENT_REMOVED,
        Step.ENTRY_VOIDED,
    }
)
"""What is put right otherwise: an admission by mistake is cancelled, a patient moved by mistake is moved back, details
are corrected anew; a unit that has left is sent a notice anew; and a voiding is final."""


def is_voidable(history: History, event: Recorded) -> bool:
    """Whether the event is of such a kind, and stands."""
    return event.step not in FINAL and event.sequence not in history.voided


def misfits(standing: Iterable[Recorded]) -> frozenset[int]:
    """The numbers of the events that the table or the rules would refuse, were they registered anew in their order.

    A receipt always fits: whatever it is about, it did come.
    """
    found = set()
    kept: list[Recorded] = []
    for one in standing:
        history = History(kept)
        kept.append(one)
        try:
            after(history.status, one.counts_as)
        except NoSuchTransition:
            kept.pop()
            found.add(one.sequence)
            continue
        if one.step is Step.ADMISSION_REGISTERED or isinstance(
            one.payload, NoticeReceived | DischargeCorrected
        ):
            continue
        if (
            _of_order(history, one.step, one.occurred_at)
            or _of_secrecy(history, one.step, one.occurred_at)
            or _of_content(history, one.payload, one.occurred_at, one.registered_at)
            or _of_plans_ahead(history, one.payload, one.occurred_at)
            or _of_planning(history, one.payload, one.occurred_at, STATUTE_ALONE)
            or of_messages(history, one.payload, one.occurred_at)
        ):
            found.add(one.sequence)
    return frozenset(found)
