"""Words of what parties tell parties of their own choice."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coordination.core.messages import (
    AmongParties,
    DeviationFollowedUp,
    DeviationReported,
    MessageSent,
    NoticeExtended,
)
from coordination.core.needs import Consent
from coordination.core.receiver import Receiver
from coordination.web.telling import Particulars, Told, filled
from coordination.web.words import CONSENT, DEVIATION


def of_messages(payload: AmongParties) -> Told:
    """The event in the reader's language."""
    match payload:
        case MessageSent():
            return Told(
                _("Message sent"), [(_("To"), _names(payload.receivers)), (_("Message"), payload.text)]
            )
        case DeviationReported():
            what = (_("What went wrong?"), DEVIATION[payload.category])
            return Told(
                _("Deviation reported"),
                [(_("To"), _names(payload.receivers)), what, *filled((_("What happened"), payload.text))],
            )
        case NoticeExtended():
            to = (_("To"), _names(payload.receivers))
            return Told(_("Extended part of the notice sent"), [to, *extension(payload)])
        case DeviationFollowedUp():
            return Told(
                _("Deviation followed up"),
                filled((_("Cause"), payload.cause), (_("Measure"), payload.measure)),
            )


def extension(told: NoticeExtended) -> Particulars:
    """What the extended part says, under the words of its form."""
    return filled(
        (_("Situation before and now"), told.situation),
        (_("Relatives"), told.relatives),
        (_("Aids and home"), told.aids),
        (_("Basis"), told.basis or str(CONSENT[Consent.GIVEN])),
    )


def _names(receivers: Iterable[Receiver]) -> str:
    return ", ".join(receiver.name for receiver in receivers)
