"""Forms of disputes: what is contested and why, lines of the log, and the region's decision."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.core.dispute_life import Outcome
from billing.web.dispute_words import OUTCOMES


class ContestForm(forms.Form):
    """Which care episodes, or the whole month, and why."""

    episodes = forms.CharField(
        label=_("Care episodes"),
        required=False,
        max_length=4000,
        help_text=_(
            "Their numbers, with a comma or a space between. Leave it empty to contest the whole month."
        ),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The region reads it. Name no patient: care episodes have numbers."),
    )

    def clean_episodes(self) -> list[str]:
        """The numbers apart."""
        return [number for number in re.split(r"[,;\s]+", self.cleaned_data["episodes"]) if number]


class LogForm(forms.Form):
    """A line of the log that both parties keep."""

    text = forms.CharField(
        label=_("What was found or agreed"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Both parties read it. Name no patient."),
    )


class DecisionProposalForm(forms.Form):
    """What the region decides, for a second person to stand behind."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=[(outcome.value, OUTCOMES[outcome]) for outcome in Outcome]
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "The municipality reads it when somebody else at the region has decided. Name no patient."
        ),
    )
