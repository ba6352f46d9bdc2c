"""What must hold for the steps of the SIP and of the plans, beyond times in order."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from coordination.core.civil import civil_day
from coordination.core.episodes import CareType
from coordination.core.events import Payload
from coordination.core.history import History
from coordination.core.needs import Consent
from coordination.core.plan_versions import Version, care_plans, is_closed, sip_plans
from coordination.core.planning import InpatientContactAppointed
from coordination.core.plans import (
    CarePlanAdjusted,
    CarePlanWritten,
    SipClosed,
    SipFollowedUp,
    SipPlanAgreed,
    SipPlanWritten,
)
from coordination.core.sip_meeting import standing_meeting
from coordination.core.sips import SipAnswered, SipCallCancelled, SipMoved, SipNotNeeded, SipWaiver
from coordination.core.standing import care_type


class SipRefusal(StrEnum):
    """Why a step of the SIP, or of a plan, is refused."""

    NO_MEETING = "no_meeting"
    """Nobody has called to a meeting, or it has been cancelled."""
    NOTHING_MOVED = "nothing_moved"
    MEETING_HAS_MOVED = "meeting_has_moved"
    """The answer is to a time that no longer holds."""
    NO_CONSENT = "no_consent"
    """LUS 4:2: a plan may be made if the patient consents to it."""
    NOTHING_PLANNED = "nothing_planned"
    FOLLOW_UP_PASSED = "follow_up_passed"
    NO_PLAN = "no_plan"
    OLD_VERSION = "old_version"
    NOT_YOUR_PLAN = "not_your_plan"
    """The patient does not let the unit read it, or it does not concern it."""
    ALREADY_SIGNED = "already_signed"
    PLAN_CLOSED = "plan_closed"
    NOT_COMPULSORY_CARE = "not_compulsory_care"
    """LUS 4:1 second paragraph: only ÖPT and ÖRV have a coordinated care plan in the SIP's place."""


def sip_refusal(history: History, payload: Payload, occurred_at: datetime) -> SipRefusal | None:
    """The first rule of the SIP or the plans that the step breaks."""
    match payload:
        case SipMoved() | SipCallCancelled() | SipAnswered():
            return _of_meeting(history, payload, occurred_at)
        case SipPlanWritten():
            return _of_plan(history, payload, occurred_at)
        case SipPlanAgreed():
            return SipRefusal.PLAN_CLOSED if is_closed(history) else _of_signing(sip_plans(history), payload)
        case SipFollowedUp() | SipClosed():
            if not sip_plans(history):
                return SipRefusal.NO_PLAN
            if is_closed(history):
                return SipRefusal.PLAN_CLOSED
            next_on = payload.next_on if isinstance(payload, SipFollowedUp) else None
            return _of_day(next_on, occurred_at)
        case (
            CarePlanWritten()
            | InpatientContactAppointed()
            | SipNotNeeded(reason=SipWaiver.COORDINATED_CARE_PLAN)
        ):
            is_somatic = care_type(history) is CareType.SOMATIC
            return SipRefusal.NOT_COMPULSORY_CARE if is_somatic else None
        case CarePlanAdjusted():
            return _of_signing(care_plans(history), payload)
    return None


def _of_meeting(
    history: History, payload: SipMoved | SipCallCancelled | SipAnswered, occurred_at: datetime
) -> SipRefusal | None:
    meeting = standing_meeting(history)
    if meeting is None or occurred_at < meeting.told_by.occurred_at:
        return SipRefusal.NO_MEETING
    match payload:
        case SipMoved():
            now = (meeting.meets_at, meeting.form, meeting.place)
            then = (payload.meets_at, payload.form, payload.place)
            return SipRefusal.NOTHING_MOVED if now == then else None
        case SipAnswered():
            is_about_it = payload.meeting == meeting.told_by.sequence
            return None if is_about_it else SipRefusal.MEETING_HAS_MOVED
    return None


def _of_plan(history: History, payload: SipPlanWritten, occurred_at: datetime) -> SipRefusal | None:
    if not payload.has_consented and history.consent is not Consent.GIVEN:
        return SipRefusal.NO_CONSENT
    if not any(goal.actions for goal in payload.goals):
        return SipRefusal.NOTHING_PLANNED
    return _of_day(payload.follow_up_on, occurred_at)


def _of_day(follow_up_on: date | None, occurred_at: datetime) -> SipRefusal | None:
    is_past = follow_up_on is not None and follow_up_on < civil_day(occurred_at)
    return SipRefusal.FOLLOW_UP_PASSED if is_past else None


def _of_signing(
    versions: Sequence[Version[SipPlanWritten]] | Sequence[Version[CarePlanWritten]],
    payload: SipPlanAgreed | CarePlanAdjusted,
) -> SipRefusal | None:
    if not versions:
        return SipRefusal.NO_PLAN
    latest = versions[-1]
    if not latest.concerns(payload.unit):
        return SipRefusal.NOT_YOUR_PLAN
    if payload.plan != latest.event.sequence:
        return SipRefusal.OLD_VERSION
    is_waited_for = any(party.unit == payload.unit for party in latest.unsigned)
    return None if is_waited_for else SipRefusal.ALREADY_SIGNED
