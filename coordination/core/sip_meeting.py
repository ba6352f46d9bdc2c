"""The meeting of the SIP as it stands: where and when, who has answered, and who still waits for one."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from coordination.core.events import EntryVoided, Recorded
from coordination.core.history import History, receivers_of
from coordination.core.needs import both_are_needed
from coordination.core.plans import SipPlanWritten
from coordination.core.receiver import Receiver
from coordination.core.sips import (
    SipAnswered,
    SipCallCancelled,
    SipCalled,
    SipForm,
    SipMoved,
    SipNotNeeded,
    SipRequested,
)
from coordination.core.states import Capacity


@dataclass(frozen=True, slots=True)
class Meeting:
    """`told_by` gave the time that holds. `revision` rises from nought with everything that changes the meeting, what
    strikes a change out among it, and `changed_at` is when the last of that was registered."""

    told_by: Recorded
    meets_at: datetime
    form: SipForm
    place: str
    participants: tuple[str, ...]
    is_cancelled: bool
    revision: int
    changed_at: datetime


def last_meeting(history: History) -> Meeting | None:
    """The meeting that was called to last, cancelled or not; None when nobody has called."""
    told_by: Recorded | None = None
    holds: SipCalled | SipMoved | None = None
    participants: tuple[str, ...] = ()
    is_cancelled = False
    for one in history:
        match one.payload:
            case SipCalled() as call:
                told_by, holds, participants, is_cancelled = one, call, call.participants, False
            case SipMoved() as move if holds:
                told_by, holds = one, move
            case SipCallCancelled():
                is_cancelled = True
    if told_by is None or holds is None:
        return None
    return Meeting(
        told_by=told_by,
        meets_at=holds.meets_at,
        form=holds.form,
        place=holds.place,
        participants=participants,
        is_cancelled=is_cancelled,
        **_revision(history),
    )


def _revision(history: History) -> dict[str, Any]:
    """How often the meeting has changed, and when it last did."""
    changes = [one for one in history.recorded if _changes_meeting(history, one)]
    return {"revision": len(changes) - 1, "changed_at": changes[-1].registered_at}


def _changes_meeting(history: History, one: Recorded) -> bool:
    if isinstance(one.payload, EntryVoided):
        voided = history.event(one.payload.entry)
        return voided is not None and _changes_meeting(history, voided)
    return isinstance(one.payload, SipCalled | SipMoved | SipCallCancelled)


def meeting_in_calendars(history: History) -> Meeting | None:
    """The meeting as a calendar that was given it must have it: when every call has been struck out, cancelled."""
    if meeting := last_meeting(history):
        return meeting
    told = History(one for one in history.recorded if not isinstance(one.payload, EntryVoided))
    meeting = last_meeting(told)
    return meeting and replace(meeting, is_cancelled=True, **_revision(history))


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


def unanswered(history: History) -> tuple[Receiver | None, ...]:
    """The units that are asked to the meeting and have not answered, None for the ward where the patient lies.

    Whoever calls comes, and nobody is asked once the plan is there. The ward is any unit that was sent no notice.
    """
    meeting, answered = standing_meeting(history), answers(history)
    if meeting is None or _is_planned(history, meeting):
        return ()
    calls = history.payloads(SipCalled)
    caller = calls[-1][1].unit if calls else None
    told = {one.unit: one for sent, _ in history.notices for one in receivers_of(sent)}
    # A call that does not say whose it is may be any outpatient unit's.
    asked = [
        one
        for one in told.values()
        if one.unit not in {caller, *answered, *history.left}
        and (caller is not None or one.capacity is not Capacity.OUTPATIENT)
    ]
    return (*asked, *(() if answered.keys() - told.keys() else (None,)))


def _is_planned(history: History, meeting: Meeting) -> bool:
    """Whether a plan was written after the call: the meeting was held."""
    return any(one.occurred_at >= meeting.told_by.occurred_at for one in history.of(SipPlanWritten))


def may_be_called(history: History) -> bool:
    """Whether there is something to call to: region and municipality are both needed, or a party waits for a call."""
    return both_are_needed(history.needs or frozenset()) or waiting_request(history) is not None


def may_be_waived(history: History) -> bool:
    """Whether there is a SIP to say no to: one that is required, or that a party waits for."""
    return history.sip_is_required or waiting_request(history) is not None


def waiting_request(history: History) -> Recorded | None:
    """The request that outpatient care has neither called to a SIP for, nor said why there is none."""
    told = history.of(SipRequested, SipCalled, SipNotNeeded)
    return told[-1] if told and isinstance(told[-1].payload, SipRequested) else None
