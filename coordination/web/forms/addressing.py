"""Notices that came to the wrong place: sent back, handed over, or taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from coordination.actions.receivers import colleagues
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


class HandOverForm(StepForm):
    """To which unit of the own organisation, and whether the own goes on following the case."""

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
        theirs = colleagues(by=opened.by, capacity=opened.capacity, case=opened.case)
        self._units: dict[str, Unit] = {str(unit.pk): unit for unit in theirs}
        chosen = [(key, unit.name) for key, unit in self._units.items()]
        self.fields["to"].choices = chosen if len(chosen) == 1 else [("", CHOOSE_ONE), *chosen]  # type: ignore[attr-defined]

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
