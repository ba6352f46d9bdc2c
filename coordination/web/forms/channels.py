"""The form of a new channel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.channel_faults import channel_faults
from coordination.models import DIGESTS, Medium


class ChannelForm(forms.Form):
    """A mail address or a webhook; what a webhook does not need is left out of account."""

    medium = forms.ChoiceField(label=_("How"), choices=Medium.choices[1:])
    address = forms.CharField(
        label=_("Address"),
        max_length=250,
        help_text=_("An e-mail address, or an address that begins with https://"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("sv", "Svenska"), ("en", "English")])
    for_head = forms.BooleanField(label=_("Only what is late, for the head of the unit"), required=False)
    digest_minutes = forms.TypedChoiceField(
        label=_("How often a letter may come"),
        choices=DIGESTS,
        coerce=int,
        help_text=_("What is late goes to the head of the unit at once all the same."),
    )
    quiet_from = forms.TimeField(
        label=_("No mail from"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("No mail until"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("At night, for example. What comes meanwhile is in one letter afterwards."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field, sentence in channel_faults(data):
            self.add_error(field, sentence)
        return data
