"""Notices that came to the wrong place: sent back, handed over, or taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, UnitKind
from coordination.actions.receivers import centres_elsewhere, colleagues
from coordination.core.states import Capacity
from coordination.opened_case import OpenedCase
from coordination.web.forms.admission import municipalities
from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm

CHOOSE_ONE = _("Choose unit")


class ReturnNoticeForm(StepForm):
    """Not our resident, and whose the patient may be."""

    optional = ("municipality_code",)

    reason = text_field(_("Why is it not for you?"))
    municipality_code = forms.ChoiceField(
        label=_("Which municipality do you think is right?"), required=False
    )

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self.fields["municipality_code"].choices = [  # type: ignore[attr-defined]
            ("", _("We don't know")),
            *municipalities(opened.case.region_code),
        ]


class NotOurPatientForm(StepForm):
    """Not listed with us, and where the patient is."""

    reason = text_field(_("Why is it not for you?"))
    listed_at = forms.ChoiceField(label=_("Where is the patient listed?"), required=False)

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        centres = Unit.objects.in_use().filter(
            kind=UnitKind.PRIMARY_CARE, organisation__region_code=opened.case.region_code
        )
        self._units = {str(unit.pk): unit for unit in centres.exclude(pk=opened.by.unit_id)}
        self.fields["listed_at"].choices = [  # type: ignore[attr-defined]
            ("", _("We don't know")),
            *((key, unit.name) for key, unit in self._units.items()),
        ]

    def said(self) -> dict[str, Any]:
        told = super().said()
        return told | {"listed_at": self._units.get(told["listed_at"])}


class HandOverForm(StepForm):
    """To which unit, and whether the own goes on following the case.

    Of other care providers outpatient care chooses among the primary care centres; in use only where the patient is
    listed there, and then the own unit leaves.
    """

    optional = ("note",)

    to = forms.ChoiceField(label=_("To the unit"))
    stays = forms.TypedChoiceField(
        label=_("Does your unit go on following the case?"),
        choices=[("no", _("No, it leaves the case")), ("yes", _("Yes"))],
        initial="no",
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    note = text_field(_("Note to those who take over"), required=False)

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        by, capacity, case = opened.by, opened.capacity, opened.case
        ours = list(colleagues(by=by, capacity=capacity, case=case))
        theirs = list(centres_elsewhere(by=by, capacity=capacity, case=case))
        self._units: dict[str, Unit] = {str(unit.pk): unit for unit in (*ours, *theirs)}
        chosen: list[Any] = [(str(unit.pk), unit.name) for unit in ours]
        if theirs:
            of_others = [(str(unit.pk), unit.name) for unit in theirs]
            chosen.append((_("Another care provider's, where the patient is listed"), of_others))
        self.fields["to"].choices = chosen if len(self._units) == 1 else [("", CHOOSE_ONE), *chosen]  # type: ignore[attr-defined]

    def receivers(self, opened: OpenedCase) -> list[str]:
        """The others, and the new unit once it is chosen."""
        chosen = self._units.get(str(self["to"].value()))
        return [chosen.name, *super().receivers(opened)] if chosen else super().receivers(opened)

    def said(self) -> dict[str, Any]:
        told = super().said()
        return told | {"to": self._units[told["to"]]}


class RemovalForm(StepForm):
    """Which unit should never have been told, and why."""

    unit = forms.ChoiceField(label=_("Unit that was sent it by mistake"), widget=forms.RadioSelect)
    reason = text_field(_("Reason"))

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self._units: dict[str, Unit] = {
            str(party.unit_id): party.unit for party in opened.followers if party.capacity != Capacity.WARD
        }
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self._units.items()]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        told = super().said()
        return told | {"unit": self._units[told["unit"]]}
