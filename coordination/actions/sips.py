"""The call to the SIP, or why there is none."""

from collections.abc import Iterable
from datetime import datetime
from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.events import SipCalled, SipForm, SipNotNeeded, SipWaiver
from coordination.core.states import Step
from coordination.models import Event


def call(
    *, meets_at: datetime, form: SipForm, place: str, participants: Iterable[str] = (), **entry: Unpack[Entry]
) -> Event:
    """The call (LUS 4:3). `place` is a room, a phone number or a link, by the form."""
    payload = SipCalled(meets_at=meets_at, form=form, place=place, participants=tuple(participants))
    return record(Step.SIP_CALLED, payload, **entry)


def waive(*, reason: SipWaiver, explanation: str, **entry: Unpack[Entry]) -> Event:
    """No SIP, for one of the law's reasons; liability then asks for no call."""
    return record(Step.SIP_NOT_NEEDED, SipNotNeeded(reason=reason, explanation=explanation), **entry)
