"""The extended part of the admission notice: in the notice's own form, and by itself for what is known later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.actions.notices import Extension
from coordination.actions.receivers import units_with_notice
from coordination.core.needs import Consent
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm

EXTENSION = ("situation", "relatives", "aids", "basis")
MUST = ("situation", "basis")


def extension_fields(opened: OpenedCase, *, required: bool) -> dict[str, forms.Field]:
    """The part's fields; where the patient has consented, nobody is asked on which basis."""
    fields: dict[str, forms.Field] = {
        "situation": text_field(_("Situation before and now"), required=required),
        "relatives": text_field(_("Relatives"), required=False),
        "aids": text_field(_("Aids and home"), required=False),
    }
    if opened.history.consent is Consent.GIVEN:
        return fields
    help_text = _(
        "The patient's consent is not registered. Write when and how it was given, or on which other ground."
    )
    return fields | {"basis": text_field(_("On which basis"), required=required, help_text=help_text)}


class ExtensionForm(StepForm):
    """More than the law's four things. Where the patient had not consented, on which basis."""

    optional = ("relatives", "aids")

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self.fields |= extension_fields(opened, required=True)

    def receivers(self, opened: OpenedCase) -> list[str]:
        """Those who have the admission notice."""
        return [receiver.name for receiver in units_with_notice(opened.case, opened.history)]


class WithExtension(StepForm):
    """A form that the part stands in, folded: it is sent too when anything is written there, and then all of it."""

    optional = EXTENSION
    optional_heading = _("Extended part: more than the law's four things")

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self.fields |= extension_fields(opened, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.is_extended:
            for name in MUST:
                if name in self.fields and name not in self.errors and not told[name]:
                    self.add_error(name, _("Fill this in too, or empty the whole extended part."))
        return told

    def said(self) -> dict[str, Any]:
        told = super().said()
        extension = {name: told.pop(name) for name in EXTENSION if name in told}
        return told | {"extension": Extension(**extension) if self.is_extended else None}

    @property
    def is_extended(self) -> bool:
        """Whether anything is written there."""
        return any(self.cleaned_data.get(name) for name in EXTENSION) if self.is_bound else False
