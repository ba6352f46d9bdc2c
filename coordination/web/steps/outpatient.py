"""Outpatient care's steps: the fixed care contact, and the call to the SIP or why there is none."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.episodes import CareType
from coordination.core.sip_meeting import may_be_called, may_be_waived
from coordination.core.standing import care_type
from coordination.core.states import Step
from coordination.web.forms.outpatient import (
    CareContactForm,
    InpatientContactForm,
    SipCallForm,
    SipWaiverForm,
)
from coordination.web.steps.page import Duty, StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.CARE_CONTACT_APPOINTED: StepPage(
        form=CareContactForm,
        name=_("Appoint fixed care contact"),
        button=_("Appoint"),
        done=_("The fixed care contact is appointed."),
        lead=_("Everybody in the case sees whom they can turn to."),
        task=_("Fixed care contact"),
        duty=Duty(
            title=_("Appoint a fixed care contact"),
            button=_("Appoint"),
            awaited=_("No fixed care contact has been appointed"),
        ),
    ),
    Step.INPATIENT_CONTACT_APPOINTED: StepPage(
        form=InpatientContactForm,
        name=_("Appoint fixed care contact in inpatient care"),
        button=_("Appoint"),
        done=_("The fixed care contact in inpatient care is appointed."),
        lead=_("For compulsory care: beside outpatient care's own contact, who is still to be appointed."),
        makes_sense=lambda opened: care_type(opened.history) is not CareType.SOMATIC,
    ),
    Step.SIP_CALLED: StepPage(
        form=SipCallForm,
        name=_("Call to SIP"),
        button=_("Send the call"),
        done=_("The call to the SIP is sent."),
        task=_("Call to SIP"),
        duty=Duty(
            title=_("Call to SIP"),
            button=_("Call"),
            awaited=_("There is no call to the SIP yet"),
        ),
        makes_sense=lambda opened: may_be_called(opened.history),
    ),
    Step.SIP_NOT_NEEDED: StepPage(
        form=SipWaiverForm,
        name=_("Register that there is no SIP"),
        button=_("Register"),
        done=_("It is registered that there is no SIP."),
        task=_("No SIP"),
        makes_sense=lambda opened: may_be_waived(opened.history),
    ),
}
