"""Words of notices that came to the wrong place."""

from django.utils.translation import gettext as _

from coordination.core.addressing import (
    AboutReceivers,
    NoticeForwarded,
    NoticeReturned,
    NotOurPatient,
    RecipientRemoved,
)
from coordination.web.patient_words import municipality_name
from coordination.web.telling import Told, filled


def of_addressing(payload: AboutReceivers) -> Told:
    """The event in the reader's language."""
    match payload:
        case NoticeReturned():
            right = municipality_name(payload.municipality) if payload.municipality else ""
            return Told(
                _("Notice sent back: not our resident"),
                filled((_("Reason"), payload.reason), (_("Thinks that this one is right"), right)),
            )
        case NotOurPatient():
            centre = payload.listed_at.name if payload.listed_at else ""
            return Told(
                _("Notice sent back: not our patient"),
                filled((_("Reason"), payload.reason), (_("Listed with"), centre)),
            )
        case NoticeForwarded():
            to = ", ".join(receiver.name for receiver in payload.receivers)
            stays = _("Yes") if payload.stays else _("No")
            return Told(
                _("Notice handed over"),
                [(_("To"), to), (_("Goes on following the case"), stays), *filled((_("Note"), payload.note))],
            )
        case RecipientRemoved():
            return Told(
                _("Taken back from a wrong receiver"),
                [(_("From"), payload.removed.name), *filled((_("Reason"), payload.reason))],
            )
