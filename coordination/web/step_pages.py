"""Every step that a person takes in a case: its form, what it does, and the words around it. One table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coordination.actions import (
    admissions,
    care_contacts,
    cases,
    discharges,
    notices,
    readiness,
    receptions,
    region_services,
    sips,
)
from coordination.core.states import Step
from coordination.models import Event
from coordination.web.forms import notices as notice_forms
from coordination.web.forms import outpatient, reception, ward
from coordination.web.forms.step_form import StepForm


@dataclass(frozen=True)
class StepPage:
    """`name` is the step in a menu and the page's title, `button` what sends it, `done` the receipt's sentence."""

    form: type[StepForm]
    action: Callable[..., Event]
    name: Promise
    button: Promise
    done: Promise
    lead: Promise | str = ""


STEP_PAGES: Mapping[Step, StepPage] = {
    Step.NEED_ASSESSED: StepPage(
        form=ward.NeedForm,
        action=admissions.assess_need,
        name=_("Register assessment of need"),
        button=_("Register"),
        done=_("The assessment is registered."),
        lead=_("The treating physician decides what the patient will need; you may register it."),
    ),
    Step.ADMISSION_NOTICE_SENT: StepPage(
        form=notice_forms.AdmissionNoticeForm,
        action=notices.send,
        name=_("Send admission notice"),
        button=_("Send admission notice"),
        done=_("The admission notice is sent."),
    ),
    Step.NOTICE_RECEIVED: StepPage(
        form=reception.ReceiptForm,
        action=notices.acknowledge,
        name=_("Acknowledge notice"),
        button=_("Acknowledge"),
        done=_("The notice is acknowledged."),
        lead=_("The sender sees that your unit has the notice."),
    ),
    Step.CARE_CONTACT_APPOINTED: StepPage(
        form=outpatient.CareContactForm,
        action=care_contacts.appoint,
        name=_("Appoint fixed care contact"),
        button=_("Appoint"),
        done=_("The fixed care contact is appointed."),
        lead=_("Everybody in the case sees whom they can turn to."),
    ),
    Step.DISCHARGE_READY_SENT: StepPage(
        form=notice_forms.DischargeReadyForm,
        action=readiness.declare,
        name=_("Send discharge-ready notice"),
        button=_("Send discharge-ready notice"),
        done=_("The discharge-ready notice is sent."),
        lead=_(
            "The physician judges that the patient no longer needs inpatient care. The others' time runs from now."
        ),
    ),
    Step.DISCHARGE_READY_WITHDRAWN: StepPage(
        form=ward.ReasonForm,
        action=readiness.withdraw,
        name=_("Withdraw discharge-ready notice"),
        button=_("Withdraw"),
        done=_("The discharge-ready notice is withdrawn."),
        lead=_("The patient needs inpatient care again. Send a new notice when the patient is ready."),
    ),
    Step.SIP_CALLED: StepPage(
        form=outpatient.SipCallForm,
        action=sips.call,
        name=_("Call to SIP"),
        button=_("Send the call"),
        done=_("The call to the SIP is sent."),
    ),
    Step.SIP_NOT_NEEDED: StepPage(
        form=outpatient.SipWaiverForm,
        action=sips.waive,
        name=_("Register that there is no SIP"),
        button=_("Register"),
        done=_("It is registered that there is no SIP."),
    ),
    Step.RECEPTION_ACCEPTED: StepPage(
        form=reception.AcceptanceForm,
        action=receptions.accept,
        name=_("We can receive the patient"),
        button=_("Send answer"),
        done=_("The answer is sent: you can receive the patient."),
    ),
    Step.RECEPTION_DELAYED: StepPage(
        form=reception.DelayForm,
        action=receptions.delay,
        name=_("We can't receive the patient yet"),
        button=_("Send answer"),
        done=_("The answer is sent: you can't receive the patient yet."),
    ),
    Step.REGION_SERVICES_MISSING: StepPage(
        form=reception.ServicesMissingForm,
        action=region_services.report_missing,
        name=_("Report that outpatient services are missing"),
        button=_("Report"),
        done=_("It is reported that the region's outpatient services are missing."),
        lead=_("While the region's own services are missing or unclear, the municipality does not pay."),
    ),
    Step.REGION_SERVICES_AVAILABLE: StepPage(
        form=reception.ServicesAvailableForm,
        action=region_services.report_available,
        name=_("Report that outpatient services are in place"),
        button=_("Report"),
        done=_("It is reported that the region's outpatient services are in place."),
    ),
    Step.DISCHARGED: StepPage(
        form=ward.DischargeForm,
        action=discharges.register,
        name=_("Register discharge"),
        button=_("Register discharge"),
        done=_("The discharge is registered."),
    ),
    Step.CANCELLED: StepPage(
        form=ward.ReasonForm,
        action=cases.cancel,
        name=_("Cancel: registered by mistake"),
        button=_("Cancel the case"),
        done=_("The case is cancelled."),
        lead=_("The history stays, but nothing more happens in the case and nobody is charged."),
    ),
}
