"""What must hold for messages, deviations and notices that came to the wrong place, beyond times in order."""

from datetime import datetime
from enum import StrEnum

from coordination.core.addressing import NoticeForwarded, SentBack
from coordination.core.deviations import deviation, is_followed_up
from coordination.core.events import Payload
from coordination.core.history import History
from coordination.core.messages import (
    DeviationFollowedUp,
    DeviationReported,
    MessageSent,
    NoticeExtended,
    is_addressed,
)
from coordination.core.needs import Consent
from coordination.core.receiver import Named


class MessageRefusal(StrEnum):
    """Why such a step is refused."""

    NO_RECEIVERS = "no_receivers"
    NOT_YOUR_DEVIATION = "not_your_deviation"
    ALREADY_FOLLOWED_UP = "already_followed_up"
    BEFORE_DEVIATION = "before_deviation"
    NO_BASIS = "no_basis"
    """More than the law's four things needs the patient's consent, or another basis that is written down."""
    NO_SUCH_NOTICE = "no_such_notice"
    """There is no such notice to the unit that sends it back, or on."""
    BEFORE_IT_CAME = "before_it_came"
    CANNOT_STAY = "cannot_stay"
    """Who hands over a patient who is listed with another care provider has nothing more to do in the case."""


def of_messages(history: History, payload: Payload, occurred_at: datetime) -> MessageRefusal | None:
    """The first rule that the step breaks."""
    match payload:
        case MessageSent(receivers=receivers) | DeviationReported(receivers=receivers):
            return None if receivers else MessageRefusal.NO_RECEIVERS
        case DeviationFollowedUp():
            return _of_follow_up(history, payload, occurred_at)
        case NoticeExtended():
            return _of_extension(history, payload)
        case NoticeForwarded(stays=True, listed_at=Named()):
            return MessageRefusal.CANNOT_STAY
        case SentBack() | NoticeForwarded():
            return _of_notice(history, payload, occurred_at)
    return None


def _of_extension(history: History, payload: NoticeExtended) -> MessageRefusal | None:
    if not payload.receivers:
        return MessageRefusal.NO_RECEIVERS
    may_tell = history.consent is Consent.GIVEN or payload.basis.strip()
    return None if may_tell else MessageRefusal.NO_BASIS


def _of_follow_up(
    history: History, payload: DeviationFollowedUp, occurred_at: datetime
) -> MessageRefusal | None:
    found = deviation(history, payload.deviation)
    if found is None or not is_addressed(found[1], payload.unit, payload.capacity):
        return MessageRefusal.NOT_YOUR_DEVIATION
    if is_followed_up(history, payload.deviation, payload.unit, payload.capacity):
        return MessageRefusal.ALREADY_FOLLOWED_UP
    return MessageRefusal.BEFORE_DEVIATION if occurred_at < found[0].occurred_at else None


def _of_notice(
    history: History, payload: SentBack | NoticeForwarded, occurred_at: datetime
) -> MessageRefusal | None:
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
        return MessageRefusal.NO_SUCH_NOTICE
    return MessageRefusal.BEFORE_IT_CAME if occurred_at < sent.occurred_at else None
