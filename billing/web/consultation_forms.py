"""Forms of the consultation log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from billing.models import Position
from billing.web.entry_forms import day_field, own_texts


class ChangeForm(forms.Form):
    """A change that the own organisation plans."""

    agreement = forms.ChoiceField(label=_("Agreement"), help_text=_("Its other parties are asked."))
    title = forms.CharField(label=_("The change in short"), max_length=120)
    what = forms.CharField(
        label=_("What changes, and for whom"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "maxlength": 2000}),
        help_text=_("What it means for the others' organisation and costs. Name no patient."),
    )
    takes_effect_on = day_field(label=_("Takes effect on"))

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data)
        self.fields["agreement"].choices = own_texts(organisation)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the own organisation says to another's."""

    position = forms.ChoiceField(label=_("Our answer"), choices=Position)
    words = forms.CharField(
        label=_("What you want to say"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3, "maxlength": 2000}),
        help_text=_("Needed unless you have no objection. Name no patient."),
    )
