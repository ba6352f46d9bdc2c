"""The call to the SIP, or why there is none; who asks for one, and what becomes of the meeting."""

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import LockedCase, record
from coordination.core.sip_meeting import last_meeting
from coordination.core.sips import (
    SipAnswer,
    SipAnswered,
    SipCallCancelled,
    SipCalled,
    SipForm,
    SipMoved,
    SipNotNeeded,
    SipRequested,
    SipWaiver,
)
from coordination.core.states import Step
from coordination.models import Event


def call(
    *, meets_at: datetime, form: SipForm, place: str, participants: Iterable[str] = (), **entry: Unpack[Entry]
) -> Event:
    """The call (LUS 4:3). `place` is a room, a phone number or a link, by the form."""

    def payload(locked: LockedCase) -> SipCalled:
        return SipCalled(
            meets_at=meets_at,
            form=form,
            place=place,
            participants=tuple(participants),
            unit=locked.by.unit_id,
        )

    return record(Step.SIP_CALLED, payload, **entry)


def waive(*, reason: SipWaiver, explanation: str, **entry: Unpack[Entry]) -> Event:
    """No SIP, for one of the law's reasons; liability then asks for no call."""
    return record(Step.SIP_NOT_NEEDED, SipNotNeeded(reason=reason, explanation=explanation), **entry)


def request(*, reason: str, **entry: Unpack[Entry]) -> Event:
    """A unit asks outpatient care for a SIP."""

    def payload(locked: LockedCase) -> SipRequested:
        return SipRequested(unit=locked.by.unit_id, reason=reason)

    return record(Step.SIP_REQUESTED, payload, **entry)


def move(*, meets_at: datetime, form: SipForm, place: str, reason: str = "", **entry: Unpack[Entry]) -> Event:
    """Another time, form or place; everybody answers anew."""
    payload = SipMoved(meets_at=meets_at, form=form, place=place, reason=reason)
    return record(Step.SIP_MOVED, payload, **entry)


def cancel_call(*, reason: str, **entry: Unpack[Entry]) -> Event:
    """The meeting is not held. The call was made all the same (LUS 4:3)."""
    return record(Step.SIP_CALL_CANCELLED, SipCallCancelled(reason=reason), **entry)


def answer(*, answer: SipAnswer, note: str = "", meeting: int | None = None, **entry: Unpack[Entry]) -> Event:
    """What the own unit says to the call. `meeting` is the event that gave the time; the latest unless said."""

    def payload(locked: LockedCase) -> SipAnswered:
        standing = last_meeting(locked.history)
        told_by = meeting or (standing.told_by.sequence if standing else 0)
        return SipAnswered(meeting=told_by, unit=locked.by.unit_id, answer=answer, note=note)

    return record(Step.SIP_ANSWERED, payload, **entry)
