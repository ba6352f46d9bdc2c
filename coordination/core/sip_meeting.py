"""The meeting of the SIP as it stands: where and when, who has answered, and who still waits for one."""

from dataclasses import dataclass
from datetime import datetime

from coordination.core.events import Recorded
from coordination.core.history import History
from coordination.core.sips import (
    SipAnswered,
    SipCallCancelled,
    SipCalled,
    SipForm,
    SipMoved,
    SipNotNeeded,
    SipRequested,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """`told_by` gave the time that holds; `revision` rises with each call, move and cancellation, from nought."""

    told_by: Recorded
    meets_at: datetime
    form: SipForm
    place: str
    participants: tuple[str, ...]
    revision: int
    changed_at: datetime
    is_cancelled: bool


def last_meeting(history: History) -> Meeting | None:
    """The meeting that was called to last, cancelled or not; None when nobody has called."""
    meeting: Meeting | None = None
    for revision, one in enumerate(history.of(SipCalled, SipMoved, SipCallCancelled)):
        match one.payload:
            case SipCalled() as call:
                participants = call.participants
                meeting = _as_told(one, call, participants, revision)
            case SipMoved() as move if meeting:
                meeting = _as_told(one, move, meeting.participants, revision)
            case SipCallCancelled() if meeting:
                meeting = Meeting(
                    told_by=meeting.told_by,
                    meets_at=meeting.meets_at,
                    form=meeting.form,
                    place=meeting.place,
                    participants=meeting.participants,
                    revision=revision,
                    changed_at=one.registered_at,
                    is_cancelled=True,
                )
    return meeting


def standing_meeting(history: History) -> Meeting | None:
    """The meeting that is to be held, or was."""
    meeting = last_meeting(history)
    return None if meeting is None or meeting.is_cancelled else meeting


def answers(history: History) -> dict[int, SipAnswered]:
    """What each unit has said last of the time that holds, by unit; of an earlier time nobody has answered."""
    meeting = last_meeting(history)
    if meeting is None:
        return {}
    return {
        told.unit: told
        for _, told in history.payloads(SipAnswered)
        if told.meeting == meeting.told_by.sequence
    }


def waiting_request(history: History) -> Recorded | None:
    """The request that outpatient care has neither called to a SIP for, nor said why there is none."""
    told = history.of(SipRequested, SipCalled, SipNotNeeded)
    return told[-1] if told and isinstance(told[-1].payload, SipRequested) else None


def _as_told(
    one: Recorded, told: SipCalled | SipMoved, participants: tuple[str, ...], revision: int
) -> Meeting:
    return Meeting(
        told_by=one,
        meets_at=told.meets_at,
        form=told.form,
        place=told.place,
        participants=participants,
        revision=revision,
        changed_at=one.registered_at,
        is_cancelled=False,
    )
