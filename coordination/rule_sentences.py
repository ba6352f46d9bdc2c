"""What is said where the rules of `core/rules.py` refuse a step."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from coordination.core.message_rules import MessageRefusal
from coordination.core.refusals import Refusal
from coordination.core.sip_rules import SipRefusal

RULE_SENTENCES: Mapping[Refusal | SipRefusal | MessageRefusal, str] = {
    Refusal.IN_THE_FUTURE: gettext_noop("The time lies in the future. Give the time when it happened."),
    Refusal.TOO_LONG_AGO: gettext_noop("The time lies too long ago. Check the year."),
    Refusal.TOO_FAR_AHEAD: gettext_noop("The time lies too far ahead. Check the year."),
    Refusal.BEFORE_ADMISSION: gettext_noop("The time is before the admission. Check date and time."),
    Refusal.AFTER_DISCHARGE: gettext_noop("The time is after the discharge. Check date and time."),
    Refusal.NOBODY_TO_TELL: gettext_noop(
        "No needs are assessed, so there is nobody to notify. Register the physician's assessment first."
    ),
    Refusal.ALREADY_TOLD: gettext_noop("Those units already have the admission notice."),
    Refusal.ALREADY_READY: gettext_noop(
        "The patient is already reported as ready for discharge, and everybody in the case has been told."
    ),
    Refusal.BEFORE_WITHDRAWAL: gettext_noop(
        "The time is before the former notice was withdrawn. Check date and time."
    ),
    Refusal.BEFORE_NOTICE: gettext_noop("The time is before the notice was sent. Check date and time."),
    Refusal.NOTHING_TO_WITHDRAW: gettext_noop(
        "No discharge-ready notice stands, so there is none to withdraw."
    ),
    Refusal.NOT_YOUR_NOTICE: gettext_noop("There is no such notice to your unit."),
    Refusal.ALREADY_RECEIVED: gettext_noop("Your unit has already acknowledged the notice."),
    Refusal.ESTIMATE_PASSED: gettext_noop(
        "The estimated discharge has passed already. Give a time that the others can plan for."
    ),
    Refusal.RECEIVES_BEFORE_ADMISSION: gettext_noop(
        "The municipality can't receive the patient before the admission. Check date and time."
    ),
    Refusal.ASSESSED_LATER: gettext_noop(
        "The physician's assessment is later than what it led to. Check date and time."
    ),
    Refusal.MEETING_BEFORE_CALL: gettext_noop("The meeting is before the call. Check date and time."),
    Refusal.NO_TREATMENT_PLAN: gettext_noop(
        "The agreement asks for a treatment plan before the patient can be declared ready. Write the plan first."
    ),
    Refusal.ALREADY_ON_LEAVE: gettext_noop("The patient is on leave already."),
    Refusal.NOT_ON_LEAVE: gettext_noop("The patient is not on leave."),
    Refusal.BACK_BEFORE_LEAVE: gettext_noop("The return is before the leave began. Check date and time."),
    Refusal.NOBODY_TOLD_YET: gettext_noop(
        "Nobody has been told of the patient, so there is nobody to inform."
    ),
    Refusal.ALREADY_MISSING: gettext_noop("It is already reported that outpatient services are missing."),
    Refusal.NOTHING_MISSING: gettext_noop("Nothing is reported as missing at that time."),
    Refusal.BEFORE_TRANSFER: gettext_noop(
        "The time is before the patient came to your ward. Check date and time."
    ),
    Refusal.NOTHING_CORRECTED: gettext_noop("Nothing is changed. Write what is to be another."),
    Refusal.FORBIDDEN_BY_SECRECY: gettext_noop(
        "The ward has registered that secrecy forbids this notice. If the patient has agreed to it since, strike that "
        "entry out first. Nothing was sent."
    ),
    Refusal.NOTHING_TO_VOID: gettext_noop("There is no such entry, or it has been struck out already."),
    Refusal.NOT_VOIDABLE: gettext_noop(
        "This entry can't be struck out. Cancel a wrong admission, move back a patient moved by mistake, "
        "and correct details anew."
    ),
    Refusal.OTHERS_REST_ON_IT: gettext_noop(
        "Something that was registered later rests on this entry. Strike that out first, the latest first."
    ),
}
