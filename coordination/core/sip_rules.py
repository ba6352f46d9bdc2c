"""What must hold for the steps of the SIP, beyond times in order."""

from datetime import datetime
from enum import StrEnum

from coordination.core.events import Payload
from coordination.core.history import History
from coordination.core.sip_meeting import standing_meeting
from coordination.core.sips import SipAnswered, SipCallCancelled, SipMoved


class SipRefusal(StrEnum):
    """Why a step of the SIP is refused."""

    NO_MEETING = "no_meeting"
    """Nobody has called to a meeting, or it has been cancelled."""
    NOTHING_MOVED = "nothing_moved"
    MEETING_HAS_MOVED = "meeting_has_moved"
    """The answer is to a time that no longer holds."""


def sip_refusal(history: History, payload: Payload, occurred_at: datetime) -> SipRefusal | None:
    """The first rule of the SIP that the step breaks."""
    if not isinstance(payload, SipMoved | SipCallCancelled | SipAnswered):
        return None
    meeting = standing_meeting(history)
    if meeting is None or occurred_at < meeting.told_by.occurred_at:
        return SipRefusal.NO_MEETING
    match payload:
        case SipMoved():
            now, then = (
                (meeting.meets_at, meeting.form, meeting.place),
                (payload.meets_at, payload.form, payload.place),
            )
            return SipRefusal.NOTHING_MOVED if now == then else None
        case SipAnswered():
            return None if payload.meeting == meeting.told_by.sequence else SipRefusal.MEETING_HAS_MOVED
    return None
