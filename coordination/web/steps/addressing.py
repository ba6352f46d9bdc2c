"""Notices that came to the wrong place: sent back, handed over, or taken back."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.actions.receivers import can_be_handed_over
from coordination.core.states import Capacity, Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.addressing import HandOverForm, NotOurPatientForm, RemovalForm, ReturnNoticeForm
from coordination.web.steps.page import StepPage


def _we_were_sent_a_notice(opened: OpenedCase) -> bool:
    us = opened.by.unit_id
    return any(
        receiver.unit == us for _sent, notice in opened.history.notices for receiver in notice.receivers
    )


def _somebody_can_take_over(opened: OpenedCase) -> bool:
    return _we_were_sent_a_notice(opened) and can_be_handed_over(
        by=opened.by, capacity=opened.capacity, case=opened.case
    )


PAGES: Mapping[Step, StepPage] = {
    Step.NOTICE_RETURNED: StepPage(
        form=ReturnNoticeForm,
        name=_("Not our resident: send back"),
        button=_("Send back"),
        done=_("The notice is sent back."),
        lead=_("The ward addresses the notice anew. Your unit can't read the case after this."),
        makes_sense=_we_were_sent_a_notice,
    ),
    Step.NOT_OUR_PATIENT: StepPage(
        form=NotOurPatientForm,
        name=_("Not our patient: send back"),
        button=_("Send back"),
        done=_("The notice is sent back."),
        lead=_("The ward addresses the notice anew. Your unit can't read the case after this."),
        makes_sense=_we_were_sent_a_notice,
    ),
    Step.NOTICE_FORWARDED: StepPage(
        form=HandOverForm,
        name=_("Hand over to another unit"),
        button=_("Hand over"),
        done=_("The notice is handed over."),
        lead=_("The time limits go on from when the ward sent the notice."),
        makes_sense=_somebody_can_take_over,
    ),
    Step.RECIPIENT_REMOVED: StepPage(
        form=RemovalForm,
        name=_("Wrong receiver: take back"),
        button=_("Take back"),
        done=_("The unit can't read the case any more."),
        lead=_("What the unit has read can't be unread: tell it. Then address the notice anew."),
        makes_sense=lambda opened: any(party.capacity != Capacity.WARD for party in opened.followers),
    ),
}
