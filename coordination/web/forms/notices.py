"""The ward's two notices, to whom `forms/receivers.py` finds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import CareType, UnitKind
from coordination.core.events import DischargeReadySent, ReadinessGround
from coordination.core.states import Capacity
from coordination.opened_case import OpenedCase
from coordination.web.forms.extension import WithExtension
from coordination.web.forms.fields import choices, person_field
from coordination.web.forms.receivers import ReceiverFields
from coordination.web.forms.times import ClockField
from coordination.web.words import READINESS_GROUND


class AdmissionNoticeForm(WithExtension, ReceiverFields):
    """The law's notice has four things in it, and the case knows all but perhaps the last."""

    estimated_discharge_at = ClockField(label=_("Estimated discharge"))

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        is_asked = opened.case.care_type == CareType.SOMATIC and opened.snapshot.listed_at_id is None
        if Capacity.OUTPATIENT.value in self.fields and is_asked:
            self.fields["is_listed"] = forms.BooleanField(
                label=_("The patient is listed there"), required=False
            )

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"estimated_discharge_at": opened.case.estimated_discharge_at}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        centre = self.chosen(Capacity.OUTPATIENT)
        if told.get("is_listed") and centre and centre.unit.kind != UnitKind.PRIMARY_CARE:
            self.add_error("is_listed", _("Patients are listed with primary care centres only."))
        return told

    def said(self) -> dict[str, Any]:
        told = super().said()
        municipal, outpatient = self.chosen(Capacity.MUNICIPALITY), self.chosen(Capacity.OUTPATIENT)
        is_listed = told.pop("is_listed", False)
        return told | {
            "district": municipal.district.name if municipal and municipal.district else "",
            "listed_at": outpatient.unit if outpatient and is_listed else None,
        }


class DischargeReadyForm(ReceiverFields):
    """That the patient no longer needs inpatient care."""

    optional = ("ground",)

    physician = person_field(_("Physician who assessed"))
    assessed_at = ClockField(label=_("Assessed at"))
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=choices(READINESS_GROUND),
        initial=ReadinessGround.ASSESSMENT.value,
        widget=forms.RadioSelect,
        required=False,
    )

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        standing = opened.history.standing_notice
        if standing and isinstance(notice := standing.payload, DischargeReadySent):
            # It is sent on as it is.
            return {
                "physician": notice.physician,
                "assessed_at": notice.assessed_at,
                "ground": notice.ground.value,
            }
        found = opened.history.findings
        physician = found[-1].assessment.physician if found else ""
        return {"physician": physician, "assessed_at": opened.now}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """Everybody in the case who has not had the notice, and whom the needs want told besides."""
        told = opened.history.units_told_ready
        parties = [
            party.unit.name for party in opened.followers if party.unit_id not in (*told, opened.by.unit_id)
        ]
        return parties + super().receivers(opened)

    def said(self) -> dict[str, Any]:
        return super().said() | {
            "ground": ReadinessGround(self.cleaned_data["ground"] or ReadinessGround.ASSESSMENT)
        }
