"""Putting right what was registered wrongly, which each unit does with its own."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.forms.entries import VoidForm
from coordination.web.steps.page import StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.ENTRY_VOIDED: StepPage(
        form=VoidForm,
        name=_("Put right an entry"),
        button=_("Strike out"),
        done=_("The entry is struck out."),
        lead=_(
            "The entry counts for nothing from now on, but stays to be read. Then register what is right, "
            "with the time when it happened."
        ),
        makes_sense=lambda opened: bool(opened.voidable),
    ),
}
