"""The municipality's answer: when it can receive the patient."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.forms.reception import AcceptanceForm, DelayForm
from coordination.web.steps.page import Duty, StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.RECEPTION_ACCEPTED: StepPage(
        form=AcceptanceForm,
        name=_("We can receive the patient"),
        button=_("Send answer"),
        done=_("The answer is sent: you can receive the patient."),
        task=_("Answer about receiving"),
        duty=Duty(
            title=_("Say when you can receive the patient"),
            button=_("Answer"),
            awaited=_("The municipality has not answered that it can receive the patient"),
        ),
        makes_sense=lambda opened: opened.history.discharged is None,
    ),
    Step.RECEPTION_DELAYED: StepPage(
        form=DelayForm,
        name=_("We can't receive the patient yet"),
        button=_("Send answer"),
        done=_("The answer is sent: you can't receive the patient yet."),
        makes_sense=lambda opened: opened.history.discharged is None,
    ),
}
