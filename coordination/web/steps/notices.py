"""Notices from the ward to the others, and their receipts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.needs import to_be_told
from coordination.core.standing import is_told, told_ready
from coordination.core.states import Capacity, Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.extension import ExtensionForm
from coordination.web.forms.notices import AdmissionNoticeForm, DischargeReadyForm
from coordination.web.forms.reception import ReceiptForm
from coordination.web.forms.ward import ReasonForm
from coordination.web.steps.page import Duty, StepPage


def _somebody_is_to_be_told(opened: OpenedCase) -> bool:
    needs = opened.history.needs or frozenset()
    return any(not is_told(opened.history, capacity) for capacity in to_be_told(needs))


def _a_notice_waits_for_us(opened: OpenedCase) -> bool:
    us = opened.by.unit_id
    return any(
        opened.history.received(sent, us) is None
        for sent, notice in opened.history.notices
        if any(receiver.unit == us for receiver in notice.receivers)
    )


def _somebody_is_to_be_told_of_readiness(opened: OpenedCase) -> bool:
    """Nobody has been told, or not all whom the needs concern or who are in the case."""
    history = opened.history
    needs = history.needs or frozenset()
    if history.standing_notice is None:
        return bool(needs)
    receivers = {party.unit_id for party in opened.followers if party.capacity != Capacity.WARD}
    is_told = all(told_ready(history, capacity) for capacity in to_be_told(needs))
    return not is_told or not receivers <= history.units_told_ready


PAGES: Mapping[Step, StepPage] = {
    Step.ADMISSION_NOTICE_SENT: StepPage(
        form=AdmissionNoticeForm,
        name=_("Send admission notice"),
        button=_("Send admission notice"),
        done=_("The admission notice is sent."),
        task=_("Admission notice"),
        duty=Duty(
            title=_("Send the admission notice"),
            button=_("Send"),
            awaited=_("The admission notice has not been sent"),
        ),
        makes_sense=_somebody_is_to_be_told,
    ),
    Step.NOTICE_EXTENDED: StepPage(
        form=ExtensionForm,
        name=_("Send extended part of the notice"),
        button=_("Send extended part"),
        done=_("The extended part is sent."),
        lead=_(
            "More than the notice's four things, to those who have the notice: with consent, or on another basis."
        ),
        makes_sense=lambda opened: bool(opened.history.notices),
    ),
    Step.NOTICE_RECEIVED: StepPage(
        form=ReceiptForm,
        name=_("Acknowledge notice"),
        button=_("Acknowledge"),
        done=_("The notice is acknowledged."),
        lead=_("The sender sees that your unit has the notice."),
        task=_("Receipt"),
        duty=Duty(
            title=_("Acknowledge the notice"),
            button=_("Acknowledge"),
            awaited=_("The notice has not been acknowledged"),
        ),
        makes_sense=_a_notice_waits_for_us,
    ),
    Step.DISCHARGE_READY_SENT: StepPage(
        form=DischargeReadyForm,
        name=_("Send discharge-ready notice"),
        button=_("Send discharge-ready notice"),
        done=_("The discharge-ready notice is sent."),
        lead=_(
            "The physician judges that the patient no longer needs inpatient care. The others' time runs from now."
        ),
        task=_("Discharge-ready notice"),
        duty=Duty(
            title=_("Tell the municipality that the patient is ready"),
            button=_("Send"),
            awaited=_("The municipality has not been told that the patient is ready"),
        ),
        makes_sense=_somebody_is_to_be_told_of_readiness,
    ),
    Step.DISCHARGE_READY_WITHDRAWN: StepPage(
        form=ReasonForm,
        name=_("Withdraw discharge-ready notice"),
        button=_("Withdraw"),
        done=_("The discharge-ready notice is withdrawn."),
        lead=_("The patient needs inpatient care again. Send a new notice when the patient is ready."),
        makes_sense=lambda opened: opened.history.standing_notice is not None,
    ),
}
