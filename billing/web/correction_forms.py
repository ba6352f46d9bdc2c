"""Forms of corrections: what is wrong and what shows it, the decision, and what is undone."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.places import MUNICIPALITIES
from billing.core.corrections import CATALOGUE, Asks, CorrectionKind
from billing.core.month_life import Side
from billing.web.correction_words import kind_in_words

TIME_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


def kinds_of(side: Side) -> list[tuple[str, str]]:
    """What a side may propose, in words."""
    return [(kind.value, kind_in_words(kind)) for kind, row in CATALOGUE.items() if side in row.proposed_by]


class WhichForm(forms.Form):
    """Which episode, and what is wrong: asked before anything else, since the rest depends on it."""

    episode = forms.CharField(
        label=_("Care episode"), max_length=100, help_text=_("Its number, as the month's page shows it.")
    )
    kind = forms.ChoiceField(label=_("What is wrong"))

    def __init__(self, side: Side, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_of(side)  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """What shows that it is so."""

    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Both parties read it, and it stands on the statement. Name no patient."),
    )
    reference = forms.CharField(
        label=_("Reference"),
        max_length=200,
        required=False,
        help_text=_("Where it can be looked up: a case number, a decision with its day."),
    )


class ProposalForm(EvidenceForm):
    """What is right instead, as the kind asks; then what shows it."""

    at = forms.DateTimeField(
        label=_("The right time"),
        required=False,
        input_formats=TIME_FORMATS,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    never = forms.BooleanField(label=_("It did not happen at all"), required=False)
    first_day = forms.DateField(
        label=_("First day that does not count"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    last_day = forms.DateField(
        label=_("Last day that does not count"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    municipality = forms.ChoiceField(label=_("The right municipality"), required=False)
    field_order = ("at", "never", "first_day", "last_day", "municipality", "evidence", "reference")

    ASKED = {
        Asks.NOTHING: (),
        Asks.TIME: ("at",),
        Asks.TIME_OR_NEVER: ("at", "never"),
        Asks.DATES: ("first_day", "last_day"),
        Asks.MUNICIPALITY: ("municipality",),
    }

    def __init__(self, kind: CorrectionKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = CATALOGUE[kind].asks
        for name in {name for names in self.ASKED.values() for name in names} - set(self.ASKED[asks]):
            del self.fields[name]
        if asks is Asks.MUNICIPALITY:
            named = sorted((place.name, code) for code, place in MUNICIPALITIES.items())
            choices = [("", ""), *((code, name) for name, code in named)]
            self.fields["municipality"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A time that may be none is said to be none on purpose."""
        cleaned = super().clean() or self.cleaned_data
        if "never" in self.fields and "at" not in self.errors and bool(cleaned.get("at")) == cleaned["never"]:
            self.add_error("at", _("Give the right time, or say that it did not happen."))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it; times are civil."""
        cleaned = self.cleaned_data
        return {
            "civil_at": _civil(cleaned.get("at")),
            "first_day": cleaned.get("first_day"),
            "last_day": cleaned.get("last_day"),
            "to_municipality": cleaned.get("municipality") or "",
            "evidence": cleaned["evidence"],
            "reference": cleaned["reference"],
        }


class DecisionForm(forms.Form):
    """The region's decision; who rejects says why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Needed to reject. Both parties read it."),
    )


def _civil(at: datetime | None) -> datetime | None:
    """As the clock on the ward's wall showed it."""
    return None if at is None else timezone.localtime(at).replace(tzinfo=None)
