"""What the parties tell each other while they plan the way home."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.planning import (
    BedForm,
    CaseOfficerForm,
    DischargeInformationForm,
    DischargePlanForm,
    EstimateForm,
    LeaveForm,
    PlanningBasisForm,
    ReturnForm,
    TreatmentPlanForm,
    WithheldForm,
)
from coordination.web.steps.page import Duty, StepPage


def _somebody_is_told(opened: OpenedCase) -> bool:
    return bool(opened.history.notices)


PAGES: Mapping[Step, StepPage] = {
    Step.BED_CHANGED: StepPage(
        form=BedForm,
        name=_("Change bed"),
        button=_("Save"),
        done=_("The bed is changed."),
        lead=_("It stands on the ward's board. Only the ward sees it."),
    ),
    Step.ESTIMATED_DISCHARGE_CHANGED: StepPage(
        form=EstimateForm,
        name=_("Change estimated discharge"),
        button=_("Save and tell"),
        done=_("The new estimate is sent."),
        lead=_("Everybody in the case plans for this time."),
    ),
    Step.TREATMENT_PLAN_WRITTEN: StepPage(
        form=TreatmentPlanForm,
        name=_("Write treatment plan"),
        button=_("Save the plan"),
        done=_("The treatment plan is there for the receivers."),
        lead=_("What the patient needs after discharge, for those who take over."),
        task=_("Treatment plan"),
        duty=Duty(
            title=_("Write the treatment plan before discharge"),
            button=_("Write"),
            awaited=_("There is no treatment plan yet"),
        ),
        makes_sense=_somebody_is_told,
    ),
    Step.PLANNING_BASIS_GIVEN: StepPage(
        form=PlanningBasisForm,
        name=_("Give planning basis"),
        button=_("Send"),
        done=_("The planning basis is sent."),
        lead=_("What you know of the patient helps the others to plan. All parties read it."),
        task=_("Planning basis"),
        duty=Duty(
            title=_("Give the planning basis"),
            button=_("Give"),
            awaited=_("The planning basis is missing"),
        ),
    ),
    Step.CASE_OFFICER_NAMED: StepPage(
        form=CaseOfficerForm,
        name=_("Name responsible case officer"),
        button=_("Save"),
        done=_("The responsible case officer is named."),
        lead=_("Everybody in the case sees whom they can turn to."),
        task=_("Responsible case officer"),
    ),
    Step.DISCHARGE_PLANNED: StepPage(
        form=DischargePlanForm,
        name=_("Write discharge planning"),
        button=_("Save"),
        done=_("The discharge planning is there for everybody."),
        lead=_("What remains, who does it and at which level of care: before a SIP, or instead of one."),
        makes_sense=_somebody_is_told,
    ),
    Step.LEAVE_BEGUN: StepPage(
        form=LeaveForm,
        name=_("Register leave"),
        button=_("Register"),
        done=_("The leave is registered."),
        lead=_("The patient is at home on trial and still admitted. Municipal services can be tried."),
        makes_sense=lambda opened: (
            opened.history.discharged is None and opened.history.on_leave_since is None
        ),
    ),
    Step.LEAVE_ENDED: StepPage(
        form=ReturnForm,
        name=_("Register return from leave"),
        button=_("Register"),
        done=_("The return is registered."),
        duty=Duty(
            title=_("Register that the patient is back from leave"),
            button=_("Register"),
            awaited=_("The patient is not said to be back from leave"),
        ),
        makes_sense=lambda opened: opened.history.on_leave_since is not None,
    ),
    Step.NOTICE_WITHHELD: StepPage(
        form=WithheldForm,
        name=_("Secrecy: a notice can't be sent"),
        button=_("Register"),
        done=_("It is registered that the notice is not sent, and why."),
        lead=_(
            "Only the ward sees this. Nobody is told, and the municipality does not become liable to pay."
        ),
    ),
    Step.DISCHARGE_INFORMATION_SENT: StepPage(
        form=DischargeInformationForm,
        name=_("Send information at discharge"),
        button=_("Send"),
        done=_("The information at discharge is sent."),
        lead=_("What those who go on caring need to know, on the same day."),
        task=_("Information at discharge"),
        duty=Duty(
            title=_("Send the information at discharge"),
            button=_("Send"),
            awaited=_("The information at discharge has not been sent"),
        ),
        makes_sense=_somebody_is_told,
    ),
}
