"""What somebody must do, in words: for the one who must, for those who wait, and what follows otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coordination.core.moves import Consequence
from coordination.core.states import Step


@dataclass(frozen=True)
class Duty:
    """`title` is what I must do, `awaited` what the others have not done yet."""

    title: Promise
    button: Promise
    awaited: Promise


DUTIES: Mapping[Step, Duty] = {
    Step.NEED_ASSESSED: Duty(
        title=_("Register the physician's assessment of need"),
        button=_("Register"),
        awaited=_("The needs have not been assessed"),
    ),
    Step.ADMISSION_NOTICE_SENT: Duty(
        title=_("Send the admission notice"),
        button=_("Send"),
        awaited=_("The admission notice has not been sent"),
    ),
    Step.NOTICE_RECEIVED: Duty(
        title=_("Acknowledge the notice"),
        button=_("Acknowledge"),
        awaited=_("The notice has not been acknowledged"),
    ),
    Step.CARE_CONTACT_APPOINTED: Duty(
        title=_("Appoint a fixed care contact"),
        button=_("Appoint"),
        awaited=_("No fixed care contact has been appointed"),
    ),
    Step.SIP_CALLED: Duty(
        title=_("Call to SIP"),
        button=_("Call"),
        awaited=_("There is no call to the SIP yet"),
    ),
    Step.RECEPTION_ACCEPTED: Duty(
        title=_("Say when you can receive the patient"),
        button=_("Answer"),
        awaited=_("The municipality can't receive the patient yet"),
    ),
    Step.REGION_SERVICES_AVAILABLE: Duty(
        title=_("See to the services that are missing, and report when they are in place"),
        button=_("Report"),
        awaited=_("The region's outpatient services are missing"),
    ),
}

OTHERWISE: Mapping[Consequence, Promise] = {
    Consequence.NOBODY_IS_TOLD: _("nobody can be told of the patient"),
    Consequence.NO_LIABILITY_WITHOUT_NOTICE: _("nobody can plan, and the municipality need not pay"),
    Consequence.NO_LIABILITY_WITHOUT_SIP_CALL: _("the municipality need not pay for the days of waiting"),
    Consequence.NO_LIABILITY_WHILE_MISSING: _("the patient waits, and the municipality need not pay"),
    Consequence.SENDER_DOES_NOT_KNOW: _("the sender doesn't know that the notice has come"),
    Consequence.PATIENT_HAS_NO_CONTACT: _("the patient has no one to turn to, and nobody calls to the SIP"),
    Consequence.LIABILITY_COUNTS: _(
        "the patient waits in hospital, and the days may be the municipality's to pay"
    ),
}

LACKING: Mapping[Consequence, Promise] = {
    Consequence.NO_LIABILITY_WITHOUT_NOTICE: _("no admission notice has been sent to the municipality"),
    Consequence.NO_LIABILITY_WITHOUT_SIP_CALL: _("there is no call to the SIP yet"),
    Consequence.NO_LIABILITY_WHILE_MISSING: _("the region's outpatient services are missing"),
}
"""Why a day of waiting is not the municipality's to pay, as things stand."""
