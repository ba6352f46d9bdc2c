"""A message that could not be sent, in words that name no patient and no case."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.actions.relay import NO_ANSWER
from coordination.actions.sending import CHANNEL_ARCHIVED, REFUSED_ADDRESS, UNREACHABLE, UNWRITABLE
from coordination.models import Delivery
from coordination.web.announcement_words import announced
from coordination.web.event_words import told

FAULTS: Mapping[str, Promise] = {
    UNREACHABLE.code: gettext_lazy("Could not be reached"),
    REFUSED_ADDRESS.code: gettext_lazy("The address is not on the open internet by https"),
    CHANNEL_ARCHIVED.code: gettext_lazy("The address is no longer used"),
    UNWRITABLE.code: gettext_lazy("Could not be written: the operators' log says why"),
    NO_ANSWER: gettext_lazy("Was interrupted every time"),
}


def fault_in_words(code: str) -> str:
    """Why the last attempt failed."""
    if code.startswith("status_"):
        return _("Answered with status %(status)s") % {"status": code.removeprefix("status_")}
    return str(FAULTS.get(code, code))


def subject_in_words(delivery: Delivery) -> str:
    """What kind of message it is."""
    if delivery.event is not None:
        return told(delivery.event.as_recorded().payload).title
    if delivery.reminder is not None:
        return _("Reminder: %(deadline)s") % {"deadline": delivery.reminder.get_kind_display()}
    if delivery.announcement is not None:
        return announced(delivery.announcement)
    return ""
