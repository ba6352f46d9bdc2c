"""The form of which unit is on duty, and when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from coordination.actions.duty import units_for_duty


class DutyForm(forms.Form):
    """Times by the clock on the wall; the same twice is all day."""

    duty_unit = forms.ModelChoiceField(label=_("Unit on duty"), queryset=Unit.objects.none())
    begins = forms.TimeField(
        label=_("On duty from"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("On duty until"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("They may pass midnight. The same time twice is all day."),
    )
    free_days_too = forms.BooleanField(
        label=_("The whole of weekends, holidays and their eves too"), required=False
    )

    def __init__(self, unit: Unit, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # as Django's form takes them
        self.fields["duty_unit"].queryset = units_for_duty(unit)  # type: ignore[attr-defined]
