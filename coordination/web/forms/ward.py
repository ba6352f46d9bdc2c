"""What the ward fills in, after the admission itself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.core.events import Destination, Discharged
from coordination.core.needs import Need, NeedAssessment
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import choices, person_field, text_field
from coordination.web.forms.step_form import StepForm
from coordination.web.forms.times import ClockField
from coordination.web.words import DESTINATION, NEED


class AssessmentFields(forms.Form):
    """The physician's assessment: a nurse may register it, and names the physician."""

    needs = forms.MultipleChoiceField(
        label=_("What will the patient need after discharge?"),
        help_text=_("By the physician's assessment. Leave all empty when nothing is needed."),
        choices=choices(NEED),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    physician = person_field(_("Physician who assessed"))
    assessed_at = ClockField(label=_("Assessed at"))

    def assessment(self) -> NeedAssessment | None:
        """What the physician found; None where no physician is named."""
        told = self.cleaned_data
        if not told["physician"]:
            return None
        return NeedAssessment(frozenset(map(Need, told["needs"])), told["physician"], told["assessed_at"])


class NeedForm(AssessmentFields, StepForm):
    """A new assessment: what is needed has changed, or nobody had assessed before."""

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"needs": sorted(opened.history.needs or ()), "assessed_at": opened.now}

    def said(self) -> dict[str, Any]:
        return super().said() | {"needs": frozenset(map(Need, self.cleaned_data["needs"]))}


class ReasonForm(StepForm):
    """Why: for a withdrawal, and for a case registered by mistake."""

    reason = text_field(_("Reason"))


class DischargeForm(StepForm):
    """That the patient has left inpatient care."""

    optional = ("note",)

    destination = forms.ChoiceField(
        label=_("Discharged to"),
        choices=choices(DESTINATION),
        initial=Destination.HOME.value,
        widget=forms.RadioSelect,
    )
    note = text_field(_("Note to those who take over"), required=False)

    def said(self) -> dict[str, Any]:
        return super().said() | {"destination": Destination(self.cleaned_data["destination"])}


class DischargeCorrectionForm(DischargeForm):
    """The discharge as it was, filled in as it was registered."""

    discharged_at = ClockField(label=_("Discharged at"))
    reason = text_field(_("Reason"))
    field_order = ("discharged_at",)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        del self.fields["occurred_at"]

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        gone = opened.history.discharged
        if gone is None or not isinstance(gone.payload, Discharged):
            return {}
        told = gone.payload
        return {"discharged_at": gone.occurred_at, "destination": told.destination, "note": told.note}
