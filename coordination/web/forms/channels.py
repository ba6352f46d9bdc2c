"""The form of a new channel."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from coordination.models import Medium


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
        if data.get("medium") == Medium.MAIL and data.get("address"):
            try:
                validate_email(data["address"])
            except ValidationError as error:
                self.add_error("address", error)
        if (data.get("quiet_from") is None) != (data.get("quiet_to") is None):
            self.add_error("quiet_to", _("Fill in both times, or none."))
        return data
