"""What receivers fill in: receipts, the municipality's answer, and services that are missing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm
from coordination.web.forms.times import ClockField


class ReceiptForm(StepForm):
    """Nothing to fill in: the click is the receipt of what had been sent when the page was shown.

    Whatever others have done since then, the notice has come: a receipt is never refused for being late.
    """

    @property
    def expected_version(self) -> None:
        return None

    def said(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["version"]}


class AcceptanceForm(StepForm):
    """When the municipality can receive the patient."""

    optional = ("note",)

    can_receive_from = ClockField(label=_("Can receive from"))
    note = text_field(_("Note to the ward"), required=False)


class DelayForm(StepForm):
    """That the municipality cannot receive the patient yet, and why."""

    reason = text_field(_("What is missing"))
    can_receive_from = ClockField(label=_("Can probably receive from"), required=False)


class ServicesMissingForm(StepForm):
    """What the region's outpatient care cannot yet give, or has not said that it can."""

    what = text_field(_("What is missing or unclear"))


class ServicesAvailableForm(StepForm):
    """What was missing is there."""

    optional = ("note",)

    note = text_field(_("Note"), required=False)
