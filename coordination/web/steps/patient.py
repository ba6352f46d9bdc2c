"""The ward's steps with the patient as a person: moved to another ward, known better, protected no longer."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.forms.patient import ConsentForm, CorrectionForm, IdentityForm, TransferForm
from coordination.web.forms.ward import ReasonForm
from coordination.web.steps.page import StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.WARD_TRANSFERRED: StepPage(
        form=TransferForm,
        name=_("Move to another ward"),
        button=_("Move the patient"),
        done=_("The patient is moved."),
        lead=_(
            "The case goes with the patient, and so do its time limits. You can still read what happened until now."
        ),
    ),
    Step.PATIENT_DETAILS_CORRECTED: StepPage(
        form=CorrectionForm,
        name=_("Correct particulars of the patient"),
        button=_("Correct"),
        done=_("The particulars are corrected."),
        lead=_(
            "What stood before stays in the history. The municipality of registration decides which municipality pays."
        ),
    ),
    Step.IDENTITY_CORRECTED: StepPage(
        form=IdentityForm,
        name=_("Correct the identity number"),
        button=_("Correct the number"),
        done=_("The number is corrected."),
        lead=_(
            "The case stays what it is, with its time limits and its costs. The former number stays in the history, "
            "and still finds the case. Correct name and municipality separately."
        ),
    ),
    Step.CONSENT_REGISTERED: StepPage(
        form=ConsentForm,
        name=_("Register consent"),
        button=_("Register"),
        done=_("The consent is registered."),
        lead=_(
            "What the patient says now. It decides what the others may read, and whether a SIP is to be called to."
        ),
    ),
    Step.PROTECTION_ENDED: StepPage(
        form=ReasonForm,
        name=_("End protected identity"),
        button=_("End the protection"),
        done=_("The protection is ended."),
        lead=_(
            "Only when the population register protects the person no longer. The name is shown again to everybody "
            "who has a case with the patient."
        ),
        makes_sense=lambda opened: opened.patient.has_protected_identity,
    ),
}
