"""What the parties fill in of the SIP's plan and of the coordinated care plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.core.needs import Consent
from coordination.core.plan_versions import care_plans, sip_plans
from coordination.core.plans import CareService, PlanAction, PlanGoal, SipPlanWritten
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import person_field, text_field
from coordination.web.forms.rows import RowsForm
from coordination.web.forms.step_form import StepForm


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class SipPlanForm(RowsForm):
    """The individual plan; the version that holds is filled in, to be written on."""

    row_title = _("Action")
    required_in_row = ("what", "responsible", "by")
    after_rows = ("follow_up_on", "readers", "has_consented")

    patients_words = text_field(
        _("What matters to the patient, in the patient's own words"), help_text=_("As the patient says it.")
    )
    follow_up_on = forms.DateField(label=_("The plan is followed up on"), widget=DayInput)
    readers = forms.TypedMultipleChoiceField(
        label=_("Who may read the plan, by the patient's consent"),
        help_text=_("Your own unit always reads what it has written."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    has_consented = forms.BooleanField(label=_("The patient consents to the plan"), required=False)

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        others = [party.unit for party in opened.followers if party.unit_id != opened.by.unit_id]
        readers = self.fields["readers"]
        assert isinstance(readers, forms.TypedMultipleChoiceField)  # noqa: S101  (for the types)
        readers.choices = [(unit.pk, unit.name) for unit in others]
        if opened.history.consent is Consent.GIVEN:
            del self.fields["has_consented"]

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        plan = _readable_plan(opened)
        if plan is None:
            # As the action takes it: consent that was given at the admission was given to all.
            is_given = opened.history.consent is Consent.GIVEN
            return {"readers": [party.unit_id for party in opened.followers] if is_given else []}
        return {
            "patients_words": plan.patients_words,
            "follow_up_on": plan.follow_up_on,
            "readers": _readers_now(opened),
        }

    def row_fields(self, opened: OpenedCase) -> dict[str, forms.Field]:
        return {
            "goal": forms.CharField(
                label=_("Goal"), max_length=300, required=False, help_text=_("Empty: the same as above.")
            ),
            "what": forms.CharField(label=_("What is to be done"), max_length=300, required=False),
            "responsible": person_field(
                _("Responsible"), required=False, help_text=_("A unit, the patient or a relative.")
            ),
            "by": forms.DateField(label=_("Done by"), required=False, widget=DayInput),
        }

    def known_rows(self, opened: OpenedCase) -> list[dict[str, Any]]:
        plan = _readable_plan(opened)
        return [
            {
                "goal": "" if index else goal.goal,
                "what": action.what,
                "responsible": action.responsible,
                "by": action.by,
            }
            for goal in (plan.goals if plan else ())
            for index, action in enumerate(goal.actions)
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        rows = self.filled_rows()
        if not rows:
            self.add_error("what_1", _("Write at least one thing to be done."))
        elif not rows[0][1]["goal"]:
            self.add_error(f"goal_{rows[0][0]}", _("Say which goal this leads to."))
        return told

    def said(self) -> dict[str, Any]:
        goals: list[tuple[str, list[PlanAction]]] = []
        for _n, row in self.filled_rows():
            if row["goal"]:
                goals.append((row["goal"], []))
            goals[-1][1].append(PlanAction(row["what"], row["responsible"], row["by"]))
        return super().said() | {"goals": [PlanGoal(goal, tuple(actions)) for goal, actions in goals]}


class SignForm(StepForm):
    """That the own unit says yes to the version that holds: there is nothing to fill in."""


class FollowUpForm(StepForm):
    """How the plan has worked."""

    result = text_field(_("How the plan has worked"))
    next_on = forms.DateField(
        label=_("Followed up again on"),
        help_text=_("Leave empty if no more follow-up is planned."),
        required=False,
        widget=DayInput,
    )


class CarePlanForm(RowsForm):
    """The coordinated care plan; the version that holds is filled in, to be written on."""

    row_title = _("Service")
    required_in_row = ("service", "responsible")
    after_rows = ("measures_by_others",)

    needs_of_region = text_field(_("Needs of health care from the region, as assessed"))
    needs_of_municipality = text_field(_("Needs of services from the municipality, as assessed"))
    decisions = text_field(_("Decisions of region and municipality"))
    attitude = text_field(_("What the patient thinks of it"))
    measures_by_others = text_field(_("Measures by others than region and municipality"), required=False)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        plan = care_plans(opened.history)[-1].plan if care_plans(opened.history) else None
        names = ("needs_of_region", "needs_of_municipality", "decisions", "attitude", "measures_by_others")
        return {name: getattr(plan, name) for name in names} if plan else {}

    def row_fields(self, opened: OpenedCase) -> dict[str, forms.Field]:
        return {
            "service": forms.CharField(label=_("Service"), max_length=300, required=False),
            "responsible": person_field(_("Responsible unit"), required=False),
        }

    def known_rows(self, opened: OpenedCase) -> list[dict[str, Any]]:
        versions = care_plans(opened.history)
        services = versions[-1].plan.services if versions else ()
        return [{"service": one.service, "responsible": one.responsible} for one in services]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.filled_rows():
            self.add_error("service_1", _("Write at least one service."))
        return told

    def said(self) -> dict[str, Any]:
        services = [CareService(row["service"], row["responsible"]) for _n, row in self.filled_rows()]
        return super().said() | {"services": services}


def _readers_now(opened: OpenedCase) -> list[int]:
    """Those in the case whom the patient lets read the version that holds: the ward of now where a ward was."""
    (version,) = sip_plans(opened.history)[-1:]
    return [party.unit_id for party in opened.followers if version.concerns(party.unit_id)]


def _readable_plan(opened: OpenedCase) -> SipPlanWritten | None:
    """The version that holds, where the reader's unit may read it."""
    versions = sip_plans(opened.history)
    return versions[-1].plan if versions and opened.may_know(versions[-1].plan) else None
