"""What is said where the rules of messages, deviations and wrong receivers refuse a step."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from coordination.core.message_rules import MessageRefusal
from coordination.core.refusals import Refusal
from coordination.core.sip_rules import SipRefusal

MESSAGE_SENTENCES: Mapping[Refusal | SipRefusal | MessageRefusal, str] = {
    MessageRefusal.NO_RECEIVERS: gettext_noop("Choose at least one unit that is to read this."),
    MessageRefusal.NOT_YOUR_DEVIATION: gettext_noop("There is no such deviation for your unit to follow up."),
    MessageRefusal.ALREADY_FOLLOWED_UP: gettext_noop("Your unit has already followed up the deviation."),
    MessageRefusal.NO_BASIS: gettext_noop(
        "More than the notice's four things may be told only with the patient's consent, or on another basis that you "
        "write."
    ),
    MessageRefusal.NO_SUCH_NOTICE: gettext_noop("There is no such notice to your unit."),
    MessageRefusal.BEFORE_IT_CAME: gettext_noop(
        "The time is before the notice was sent. Check date and time."
    ),
    MessageRefusal.CANNOT_STAY: gettext_noop(
        "The patient is listed with another care provider: your unit can't go on following the case."
    ),
    MessageRefusal.BEFORE_DEVIATION: gettext_noop(
        "The time is before the deviation was reported. Check date and time."
    ),
}
