"""Forms of the month's steps: what a controller says besides taking them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    """Which knowledge counts, where a statement has been credited."""

    with_late = forms.BooleanField(
        label=_("Count what was registered after the close too"),
        required=False,
        help_text=_("As agreed with the municipality when the earlier statement was credited."),
    )


class IssueForm(forms.Form):
    """Whether it is issued before its day on purpose."""

    before_the_day = forms.BooleanField(label=_("Issue it before the day of the agreement"), required=False)


class PaymentForm(forms.Form):
    """When the money came."""

    day = forms.DateField(
        label=_("Paid on"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    undisputed = forms.BooleanField(
        label=_("Only what the municipality does not contest has been paid"), required=False
    )

    def __init__(self, *args: Any, may_be_in_part: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_in_part:
            del self.fields["undisputed"]


class CreditForm(forms.Form):
    """Why a statement is to be taken back."""

    reason = forms.CharField(
        label=_("Why the statement is to be credited"),
        max_length=500,
        help_text=_("It stands on the credit note. Name no patient: care episodes have numbers."),
    )
