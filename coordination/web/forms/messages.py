"""What a party writes to parties of its own choice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm


class ToPartiesForm(StepForm):
    """Whom among the other parties it is for; where there is but one, that one is chosen."""

    units = forms.MultipleChoiceField(label=_("To"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        self._units: dict[str, Unit] = {
            str(party.unit_id): party.unit for party in opened.followers if party.unit_id != opened.by.unit_id
        }
        super().__init__(opened, data)
        self.fields["units"].choices = [(key, unit.name) for key, unit in self._units.items()]  # type: ignore[attr-defined]

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"units": list(self._units) if len(self._units) == 1 else []}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """Those who are chosen as the form stands."""
        return [self._units[key].name for key in self["units"].value() or () if key in self._units]

    def said(self) -> dict[str, Any]:
        told = super().said()
        return told | {"units": [self._units[key] for key in told["units"]]}


class MessageForm(ToPartiesForm):
    """A free message. What others do meanwhile does not hold it up."""

    text = text_field(_("Message"))

    @property
    def expected_version(self) -> None:
        return None
