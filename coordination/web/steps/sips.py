"""Asking for a SIP, and what becomes of its meeting."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.sip_meeting import standing_meeting, waiting_request
from coordination.core.states import Capacity, Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.sips import SipAnswerForm, SipMoveForm, SipRequestForm
from coordination.web.forms.ward import ReasonForm
from coordination.web.steps.page import Duty, StepPage


def _is_called(opened: OpenedCase) -> bool:
    return standing_meeting(opened.history) is not None


def _asking_helps(opened: OpenedCase) -> bool:
    """Those told may ask once, where anybody can call; what the law's three days already run for needs no asking."""
    history = opened.history
    if not opened.units_as(Capacity.OUTPATIENT):
        return False
    is_due = history.sip_is_required and history.standing_notice is not None
    return bool(history.notices) and not (is_due or _is_called(opened) or waiting_request(history))


PAGES: Mapping[Step, StepPage] = {
    Step.SIP_REQUESTED: StepPage(
        form=SipRequestForm,
        name=_("Ask for a SIP"),
        button=_("Send"),
        done=_("Outpatient care is asked for a SIP."),
        lead=_("Outpatient care calls to the meeting, or says why there is none."),
        makes_sense=_asking_helps,
    ),
    Step.SIP_MOVED: StepPage(
        form=SipMoveForm,
        name=_("Move the SIP"),
        button=_("Move and tell"),
        done=_("The new time of the SIP is sent."),
        lead=_("Everybody gets the new time and answers anew."),
        makes_sense=_is_called,
    ),
    Step.SIP_CALL_CANCELLED: StepPage(
        form=ReasonForm,
        name=_("Cancel the SIP meeting"),
        button=_("Cancel the meeting"),
        done=_("The SIP meeting is cancelled."),
        lead=_("That you have called stays in the case. Call again when you have a new time."),
        makes_sense=_is_called,
    ),
    Step.SIP_ANSWERED: StepPage(
        form=SipAnswerForm,
        name=_("Answer the call to the SIP"),
        button=_("Send answer"),
        done=_("Your answer to the call is sent."),
        duty=Duty(
            title=_("Answer the call to the SIP"),
            button=_("Answer"),
            awaited=_("Has not answered the call to the SIP"),
        ),
        makes_sense=_is_called,
    ),
}
