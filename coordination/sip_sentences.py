"""Why a step of the SIP or of a plan is refused, and what to do then."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from coordination.core.message_rules import MessageRefusal
from coordination.core.refusals import Refusal
from coordination.core.sip_rules import SipRefusal

SIP_SENTENCES: Mapping[Refusal | SipRefusal | MessageRefusal, str] = {
    SipRefusal.NO_MEETING: gettext_noop("There is no meeting at that time: call to the SIP first."),
    SipRefusal.NOTHING_MOVED: gettext_noop("The meeting already has that time and place."),
    SipRefusal.MEETING_HAS_MOVED: gettext_noop(
        "The meeting has been moved. See the new time, then answer again."
    ),
    SipRefusal.NO_CONSENT: gettext_noop(
        "A plan is made only if the patient consents to it (LUS 4 kap. 2 §). Ask, and say so in the form."
    ),
    SipRefusal.NOTHING_PLANNED: gettext_noop(
        "The plan has no goal with something to do. Write at least one."
    ),
    SipRefusal.FOLLOW_UP_PASSED: gettext_noop("The day of the follow-up has passed. Choose a later one."),
    SipRefusal.NO_PLAN: gettext_noop("There is no plan yet."),
    SipRefusal.OLD_VERSION: gettext_noop("There is a newer version of the plan. Read that one first."),
    SipRefusal.NOT_YOUR_PLAN: gettext_noop("The plan is not your unit's to read."),
    SipRefusal.ALREADY_SIGNED: gettext_noop("Your unit has already said yes to this version."),
    SipRefusal.PLAN_CLOSED: gettext_noop("The SIP is closed. Write a new version to open it again."),
    SipRefusal.NOT_COMPULSORY_CARE: gettext_noop(
        "A coordinated care plan is made only in psychiatric and forensic care. For others, call to a SIP."
    ),
}
