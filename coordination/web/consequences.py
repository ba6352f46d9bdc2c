"""What follows when somebody does not do what they must, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coordination.core.move import Consequence

OTHERWISE: Mapping[Consequence, Promise] = {
    Consequence.NOBODY_IS_TOLD: _("nobody can be told of the patient"),
    Consequence.NO_LIABILITY_WITHOUT_NOTICE: _("nobody can plan, and the municipality need not pay"),
    Consequence.NO_LIABILITY_UNTIL_TOLD_READY: _("the municipality can't prepare, and need not pay"),
    Consequence.NO_LIABILITY_WITHOUT_SIP_CALL: _("the municipality need not pay for the days of waiting"),
    Consequence.NO_LIABILITY_WITHOUT_CONTACT: _(
        "the patient has no one to turn to, and the municipality need not pay"
    ),
    Consequence.NO_LIABILITY_WHILE_MISSING: _("the patient waits, and the municipality need not pay"),
    Consequence.SENDER_DOES_NOT_KNOW: _("the sender doesn't know that the notice has come"),
    Consequence.PATIENT_HAS_NO_CONTACT: _("the patient has no one to turn to, and nobody calls to the SIP"),
    Consequence.OTHERS_PLAN_BLINDLY: _("the others plan without knowing what you know"),
    Consequence.CANNOT_BE_READY: _("the patient can't be declared ready for discharge"),
    Consequence.CARE_BREAKS_OFF: _("those who take over don't know what the patient needs"),
    Consequence.LIABILITY_COUNTS: _(
        "the patient waits in hospital, and the days may be the municipality's to pay"
    ),
    Consequence.A_PARTY_WAITS: _("the unit that asked for the SIP waits"),
    Consequence.PATIENT_HAS_NO_PLAN: _("the patient goes home without a plan"),
    Consequence.NOBODY_KNOWS_IF_IT_WORKS: _("nobody knows whether the plan works"),
    Consequence.PLAN_IS_NOT_AGREED: _("the plan is not agreed by all"),
    Consequence.NOTHING_FOR_THE_COURT: _("the plan is not established and can't go to the court"),
    Consequence.NOBODY_KNOWS_WHO_COMES: _("whoever calls doesn't know who comes to the meeting"),
    Consequence.NOBODY_KNOWS_IF_BACK: _("nobody knows whether the patient is back in the ward"),
    Consequence.NOBODY_LEARNS: _("nobody learns from what went wrong"),
}

LACKING: Mapping[Consequence, Promise] = {
    Consequence.NO_LIABILITY_WITHOUT_NOTICE: _("no admission notice has been sent to the municipality"),
    Consequence.NO_LIABILITY_UNTIL_TOLD_READY: _(
        "the municipality has not been told that the patient is ready"
    ),
    Consequence.NO_LIABILITY_WITHOUT_SIP_CALL: _("there is no call to the SIP yet"),
    Consequence.NO_LIABILITY_WITHOUT_CONTACT: _("no fixed care contact has been appointed"),
    Consequence.NO_LIABILITY_WHILE_MISSING: _("the region's outpatient services are missing"),
}
"""Why a day of waiting is not the municipality's to pay, as things stand."""
