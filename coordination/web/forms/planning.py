"""What the parties fill in while they plan the way home."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.core.planning import CareLevel, CaseOfficerNamed, WithheldNotice
from coordination.core.standing import last_of_municipality
from coordination.core.states import Step
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import one_of, person_field, text_field
from coordination.web.forms.homegoing import track_choices
from coordination.web.forms.outpatient import last_in_earlier_case
from coordination.web.forms.step_form import StepForm
from coordination.web.forms.times import ClockField
from coordination.web.words import CARE_LEVEL, WITHHELD


class BedForm(StepForm):
    """Where the patient lies."""

    bed = forms.CharField(label=_("Bed"), max_length=12)

    def receivers(self, opened: OpenedCase) -> list[str]:
        return []


class EstimateForm(StepForm):
    """A new estimate of when the patient can go home."""

    estimated_discharge_at = ClockField(label=_("Estimated discharge"))
    reason = text_field(_("What has changed"), required=False)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"estimated_discharge_at": opened.case.estimated_discharge_at}


class TreatmentPlanForm(StepForm):
    """The treatment plan before discharge; the one that holds is filled in, to be written on."""

    optional = ("serious_illness_talk", "return_visits", "examinations", "follow_up")

    medical = text_field(_("Continued medical needs"))
    nursing = text_field(_("Continued nursing needs"))
    rehabilitation = text_field(_("Continued rehabilitation needs"))
    care_level = one_of(CareLevel, CARE_LEVEL, _("Level of care after discharge"))
    serious_illness_talk = text_field(_("Serious illness conversation (brytpunktssamtal)"), required=False)
    return_visits = text_field(_("Return visits"), required=False)
    examinations = text_field(_("Planned examinations"), required=False)
    follow_up = text_field(_("Follow-up of treatments"), required=False)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        plan = opened.history.treatment_plan
        return asdict(plan) if plan else {}


class PlanningBasisForm(StepForm):
    """What the own unit knows of the patient, and the track that follows from it where the region has tracks."""

    optional = ("track_reason",)

    is_known = forms.TypedChoiceField(
        label=_("Is the patient known to you?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    ongoing_services = text_field(_("Ongoing services"), required=False)
    needs_as_seen = text_field(_("Needs after discharge, as you see them"), required=False)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        if tracks := track_choices(opened.case.region_code):
            self.fields["track"] = forms.ChoiceField(
                label=_("Track"),
                choices=[*tracks, ("", _("We can't say yet"))],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields["track_reason"] = text_field(_("Why that track"), required=False)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"track": opened.history.track.code if opened.history.track else ""}


class CaseOfficerForm(StepForm):
    """The responsible case officer, as the others reach them."""

    name = person_field(_("Name"))
    unit_name = person_field(_("Unit"))
    phone = forms.CharField(label=_("Phone"), max_length=40, widget=forms.TextInput(attrs={"type": "tel"}))

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        """Who has it, or had it last time; whoever names an officer is often the one, and easily written over."""
        named = last_of_municipality(opened.history, CaseOfficerNamed)
        if named and isinstance(officer := named.payload, CaseOfficerNamed):
            return asdict(officer)
        if earlier := last_in_earlier_case(opened, Step.CASE_OFFICER_NAMED):
            return earlier
        user, unit = opened.by.user, opened.by.unit
        return {"name": user.name, "unit_name": unit.name, "phone": unit.phone}


class DischargePlanForm(StepForm):
    """What remains before the patient can go home."""

    remaining = text_field(_("What remains to be done"))
    responsible = text_field(_("Who does it, and by when"))
    care_level = one_of(CareLevel, CARE_LEVEL, _("Level of care after discharge"))


class LeaveForm(StepForm):
    """Leave on trial: until when."""

    optional = ("note",)

    until = ClockField(label=_("Back in the ward at the latest"))
    note = text_field(_("What is tried at home"), required=False)


class ReturnForm(StepForm):
    """Back from leave."""

    note = text_field(_("How it went"), required=False)


class WithheldForm(StepForm):
    """That secrecy forbids a notice. Only the ward sees this."""

    notice = one_of(WithheldNotice, WITHHELD, _("What can't be sent"))
    ground = text_field(
        _("On which ground"), help_text=_("For example that the patient opposes it (OSL 25 kap. 1 §).")
    )

    def receivers(self, opened: OpenedCase) -> list[str]:
        return []


class DischargeInformationForm(StepForm):
    """The necessary information on the day of the discharge."""

    summary = text_field(_("What has happened and what goes on"))
    medicines = text_field(
        _("Medicines"), help_text=_("What is changed, and what is sent along for the first days.")
    )
    contact = text_field(_("Whom to turn to with questions"))

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        unit = opened.by.unit
        return {"contact": ", ".join(part for part in (unit.name, unit.phone) if part)}
