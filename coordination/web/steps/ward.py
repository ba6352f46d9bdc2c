"""The ward's steps: the physician's assessment, the end of the stay, a case that never should have been."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.forms.ward import DischargeCorrectionForm, DischargeForm, NeedForm, ReasonForm
from coordination.web.steps.page import Duty, StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.NEED_ASSESSED: StepPage(
        form=NeedForm,
        name=_("Register assessment of need"),
        button=_("Register"),
        done=_("The assessment is registered."),
        lead=_("The treating physician decides what the patient will need; you may register it."),
        duty=Duty(
            title=_("Register the physician's assessment of need"),
            button=_("Register"),
            awaited=_("The needs have not been assessed"),
        ),
    ),
    Step.DISCHARGED: StepPage(
        form=DischargeForm,
        name=_("Register discharge"),
        button=_("Register discharge"),
        done=_("The discharge is registered."),
        task=_("Discharge"),
    ),
    Step.DISCHARGE_CORRECTED: StepPage(
        form=DischargeCorrectionForm,
        name=_("Put the discharge right"),
        button=_("Put right"),
        done=_("The discharge is put right."),
        lead=_(
            "What stood before stays in the history. The time decides what the municipality owes, also when the "
            "patient has come back to a ward."
        ),
    ),
    Step.CANCELLED: StepPage(
        form=ReasonForm,
        name=_("Cancel: registered by mistake"),
        button=_("Cancel the case"),
        done=_("The case is cancelled."),
        lead=_("The history stays, but nothing more happens in the case and nobody is charged."),
    ),
}
