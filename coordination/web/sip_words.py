"""The SIP's meeting, as the timeline tells it and as the case page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coordination.core.sip_meeting import answers, last_meeting
from coordination.core.sips import (
    SipAnswered,
    SipCallCancelled,
    SipCalled,
    SipForm,
    SipMoved,
    SipNotNeeded,
    SipPayload,
    SipRequested,
)
from coordination.opened_case import OpenedCase
from coordination.web.telling import Particulars, Told, filled, said
from coordination.web.words import SIP_ANSWER, SIP_FORM, SIP_WAIVER


def of_sip(payload: SipPayload) -> Told:
    """The event in the reader's language."""
    match payload:
        case SipCalled():
            participants = filled((_("Participants"), ", ".join(payload.participants)))
            return Told(_("Called to SIP"), [*_meets(payload), *participants])
        case SipNotNeeded():
            more = filled((_("Explanation"), payload.explanation))
            return Told(_("No SIP"), [(_("Reason"), SIP_WAIVER[payload.reason]), *more])
        case SipRequested():
            return Told(_("SIP asked for"), filled((_("Reason"), payload.reason)))
        case SipMoved():
            return Told(_("SIP moved"), [*_meets(payload), *filled((_("Reason"), payload.reason))])
        case SipCallCancelled():
            return Told(_("SIP meeting cancelled"), filled((_("Reason"), payload.reason)))
        case SipAnswered():
            more = filled((_("Note"), payload.note))
            return Told(_("Call to SIP answered"), [(_("Answer"), SIP_ANSWER[payload.answer]), *more])


def _meets(payload: SipCalled | SipMoved) -> Particulars:
    how = (_("How"), SIP_FORM[payload.form])
    return [(_("Meets"), said(payload.meets_at)), how, *filled((_("Where"), payload.place))]


@dataclass(frozen=True)
class Reply:
    """One unit's answer, or that it has not answered."""

    unit: str
    answer: str | Promise
    note: str


@dataclass(frozen=True)
class MeetingWords:
    """The meeting as the case page shows it. A video meeting's place is a link where it is written as one."""

    meets_at: datetime
    form: Promise
    place: str
    link: str
    participants: tuple[str, ...]
    is_cancelled: bool
    replies: list[Reply]


def meeting_words(opened: OpenedCase) -> MeetingWords | None:
    """The meeting that was called to last, and what each party says to it."""
    meeting = last_meeting(opened.history)
    if meeting is None:
        return None
    told = answers(opened.history)
    replies = [
        Reply(
            party.unit.name,
            SIP_ANSWER[told[party.unit_id].answer] if party.unit_id in told else _("Has not answered"),
            told[party.unit_id].note if party.unit_id in told else "",
        )
        for party in opened.followers
    ]
    is_link = meeting.form is SipForm.VIDEO and meeting.place.startswith("https://")
    return MeetingWords(
        meets_at=meeting.meets_at,
        form=SIP_FORM[meeting.form],
        place=meeting.place,
        link=meeting.place if is_link else "",
        participants=meeting.participants,
        is_cancelled=meeting.is_cancelled,
        replies=replies,
    )
