"""Words of what parties tell parties of their own choice."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coordination.core.messages import AmongParties, DeviationFollowedUp, DeviationReported, MessageSent
from coordination.core.receiver import Receiver
from coordination.web.telling import Told, filled
from coordination.web.words import DEVIATION


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
        case DeviationFollowedUp():
            return Told(
                _("Deviation followed up"),
                filled((_("Cause"), payload.cause), (_("Measure"), payload.measure)),
            )


def _names(receivers: Iterable[Receiver]) -> str:
    return ", ".join(receiver.name for receiver in receivers)
