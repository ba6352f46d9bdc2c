"""What a party tells parties of its own choice."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.deviations import to_follow_up
from coordination.core.states import Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.deviations import DeviationForm, FollowUpForm
from coordination.web.forms.messages import MessageForm
from coordination.web.steps.page import Duty, StepPage


def somebody_else_is_there(opened: OpenedCase) -> bool:
    """Whether there is another party to write to."""
    return any(party.unit_id != opened.by.unit_id for party in opened.followers)


def _a_deviation_waits_for_us(opened: OpenedCase) -> bool:
    return bool(to_follow_up(opened.history, opened.by.unit_id, opened.capacity))


PAGES: Mapping[Step, StepPage] = {
    Step.MESSAGE_SENT: StepPage(
        form=MessageForm,
        name=_("Write message"),
        button=_("Send message"),
        done=_("The message is sent."),
        lead=_(
            "Only those whom you choose, and your own unit, read what you write. The others see that you wrote."
        ),
        makes_sense=somebody_else_is_there,
    ),
    Step.DEVIATION_REPORTED: StepPage(
        form=DeviationForm,
        name=_("Report deviation"),
        button=_("Report"),
        done=_("The deviation is reported."),
        lead=_("Those whom you choose follow it up. Nobody else in the case reads it."),
        makes_sense=somebody_else_is_there,
    ),
    Step.DEVIATION_FOLLOWED_UP: StepPage(
        form=FollowUpForm,
        name=_("Follow up deviation"),
        button=_("Save follow-up"),
        done=_("The deviation is followed up."),
        lead=_("Whoever reported the deviation reads your answer."),
        duty=Duty(
            title=_("Follow up the deviation that was reported to you"),
            button=_("Follow up"),
            awaited=_("The deviation is not followed up"),
        ),
        makes_sense=_a_deviation_waits_for_us,
    ),
}
