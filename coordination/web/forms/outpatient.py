"""What outpatient care fills in: the care contact and the SIP."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.core.episodes import CareType
from coordination.core.sips import SipForm, SipWaiver
from coordination.core.standing import care_type
from coordination.core.states import Step
from coordination.models import Event
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import choices, person_field, text_field
from coordination.web.forms.step_form import StepForm
from coordination.web.forms.times import ClockField
from coordination.web.words import SIP_FORM, SIP_WAIVER


class CareContactForm(StepForm):
    """The fixed care contact, as the others reach them."""

    name = person_field(_("Name"))
    title = person_field(_("Title"))
    unit_name = person_field(_("Unit"))
    phone = forms.CharField(label=_("Phone"), max_length=40, widget=forms.TextInput(attrs={"type": "tel"}))

    step: ClassVar[Step] = Step.CARE_CONTACT_APPOINTED

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        """The present contact, or the patient's earlier one here; else whoever appoints is often the one."""
        told = _last_told(opened, self.step) or last_in_earlier_case(opened, self.step)
        if told:
            return {name: told[name] for name in ("name", "title", "unit_name", "phone")}
        user, unit = opened.by.user, opened.by.unit
        return {"name": user.name, "title": user.title, "unit_name": unit.name, "phone": unit.phone}


class InpatientContactForm(CareContactForm):
    """The ward's own, in compulsory care."""

    step = Step.INPATIENT_CONTACT_APPOINTED


def _last_told(opened: OpenedCase, step: Step) -> dict[str, Any] | None:
    """What the own unit has told last in this case, and not struck out; in the ward, whichever ward it was."""
    rows = (
        row
        for row in reversed(opened.rows)
        if row.step == step
        and row.sequence not in opened.history.voided
        and row.is_of(opened.by.unit_id, opened.capacity)
    )
    return next((row.payload for row in rows), None)


def last_in_earlier_case(opened: OpenedCase, step: Step) -> dict[str, Any] | None:
    """What the own unit told last of such a step for the same patient: an earlier contact may continue."""
    told = (
        Event.objects.visible_to(opened.by)
        .filter(case__patient=opened.patient, step=step, by__unit=opened.by.unit_id)
        .exclude(case=opened.case)
        .order_by("-occurred_at")
        .first()
    )
    return told.payload if told else None


class SipCallForm(StepForm):
    """A call to the SIP: when, how and who."""

    meets_at = ClockField(label=_("The meeting begins"))
    form = forms.ChoiceField(
        label=_("How you meet"),
        choices=choices(SIP_FORM),
        initial=SipForm.VIDEO.value,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=_("Place, phone number or video link"),
        max_length=300,
        help_text=_("What the participants need to join."),
    )
    participants = forms.CharField(
        label=_("Participants"),
        help_text=_("One on each line. The patient is always called."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"participants": "\n".join(party.unit.name for party in opened.followers)}

    def clean_participants(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["participants"].splitlines())
        return tuple(line for line in lines if line)

    def said(self) -> dict[str, Any]:
        return super().said() | {"form": SipForm(self.cleaned_data["form"])}


class SipWaiverForm(StepForm):
    """Why no SIP is called to."""

    reason = forms.ChoiceField(label=_("Why"), choices=choices(SIP_WAIVER), widget=forms.RadioSelect)
    explanation = text_field(_("How you came to this"))

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        if care_type(opened.history) is CareType.SOMATIC:
            reason = self.fields["reason"]
            assert isinstance(reason, forms.ChoiceField)  # noqa: S101  (for the types)
            others = {
                one: word for one, word in SIP_WAIVER.items() if one is not SipWaiver.COORDINATED_CARE_PLAN
            }
            reason.choices = choices(others)

    def said(self) -> dict[str, Any]:
        return super().said() | {"reason": SipWaiver(self.cleaned_data["reason"])}
