"""The SIP's plan and the coordinated care plan: written, agreed to, followed up and closed."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.episodes import CareType
from coordination.core.plan_versions import care_plans, is_closed, sip_plans
from coordination.core.sip_meeting import standing_meeting
from coordination.core.standing import care_type
from coordination.core.states import Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.plans import CarePlanForm, FollowUpForm, SignForm, SipPlanForm
from coordination.web.forms.ward import ReasonForm
from coordination.web.steps.page import Duty, StepPage


def _is_of_compulsory_care(opened: OpenedCase) -> bool:
    return care_type(opened.history) is not CareType.SOMATIC


def _has_sip(opened: OpenedCase) -> bool:
    """Somebody has called, or written: before that a plan is not what comes next."""
    return standing_meeting(opened.history) is not None or bool(sip_plans(opened.history))


def _sip_goes_on(opened: OpenedCase) -> bool:
    return bool(sip_plans(opened.history)) and not is_closed(opened.history)


def _waits_for_our_yes(opened: OpenedCase) -> bool:
    unsigned = sip_plans(opened.history)[-1].unsigned if _sip_goes_on(opened) else ()
    return any(party.unit == opened.by.unit_id for party in unsigned)


def _waits_for_our_adjusting(opened: OpenedCase) -> bool:
    return any(
        party.unit == opened.by.unit_id
        for version in care_plans(opened.history)[-1:]
        for party in version.unsigned
    )


PAGES: Mapping[Step, StepPage] = {
    Step.SIP_PLAN_WRITTEN: StepPage(
        form=SipPlanForm,
        name=_("Write the SIP's plan"),
        button=_("Save the plan"),
        done=_("The plan is there for those who may read it."),
        lead=_("A new version replaces the one before, which can still be read. Everybody agrees anew."),
        makes_sense=_has_sip,
    ),
    Step.SIP_PLAN_AGREED: StepPage(
        form=SignForm,
        name=_("Agree to the SIP's plan"),
        button=_("We agree"),
        done=_("Your unit has agreed to the plan."),
        lead=_("You agree for your unit to the version that holds now. Read it first."),
        duty=Duty(
            title=_("Read the SIP's plan and agree to it"),
            button=_("Agree"),
            awaited=_("Has not agreed to the SIP's plan"),
        ),
        makes_sense=_waits_for_our_yes,
    ),
    Step.SIP_FOLLOWED_UP: StepPage(
        form=FollowUpForm,
        name=_("Follow up the SIP"),
        button=_("Save the follow-up"),
        done=_("The follow-up is saved."),
        task=_("Follow-up of the SIP"),
        duty=Duty(
            title=_("Follow up the SIP"),
            button=_("Follow up"),
            awaited=_("The SIP has not been followed up"),
        ),
        makes_sense=_sip_goes_on,
    ),
    Step.SIP_CLOSED: StepPage(
        form=ReasonForm,
        name=_("Close the SIP"),
        button=_("Close the SIP"),
        done=_("The SIP is closed."),
        lead=_("The plan can still be read. A new version opens it again."),
        makes_sense=_sip_goes_on,
    ),
    Step.CARE_PLAN_WRITTEN: StepPage(
        form=CarePlanForm,
        name=_("Write coordinated care plan"),
        button=_("Save the plan"),
        done=_("The coordinated care plan is there for all parties to adjust."),
        lead=_(
            "For open compulsory psychiatric or forensic care, in place of a SIP. "
            "It is established when every unit has adjusted it."
        ),
        makes_sense=_is_of_compulsory_care,
    ),
    Step.CARE_PLAN_ADJUSTED: StepPage(
        form=SignForm,
        name=_("Adjust the coordinated care plan"),
        button=_("Adjust"),
        done=_("Your unit has adjusted the coordinated care plan."),
        lead=_("You adjust for your unit the version that holds now. Read it first."),
        duty=Duty(
            title=_("Read the coordinated care plan and adjust it"),
            button=_("Adjust"),
            awaited=_("Has not adjusted the coordinated care plan"),
        ),
        makes_sense=_waits_for_our_adjusting,
    ),
}
