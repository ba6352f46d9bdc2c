"""The question of a what-if as a form: months, text and terms; every field is in the address, none names a patient."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES, REGIONS
from billing.access import MunicipalityScope, RegionScope
from billing.core.months import month_name, month_named
from billing.core.terms import CutOff, Window
from billing.core.what_if import Changes
from billing.months.in_address import EARLIEST, WRITTEN, this_month
from billing.months.spans import MonthSpan
from billing.months.what_if import Asked

MOST_MONTHS = 120
KNOWN_TO_WHOLE = timedelta(minutes=5)
"""Questions of the same few minutes are of the same knowledge, so that they are answered from the same facts."""
SETTLED = timedelta(minutes=1)
"""What is being written takes less than this to be there."""
KEEP, NONE, AT = "", "none", "at"


class MonthField(forms.CharField):
    """A month as `2027-03`, read as its number."""

    widget = forms.DateInput({"type": "month"})
    default_error_messages = {"invalid": _("Write year and month: 2027-03.")}

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value)
        if not written:
            return None
        if not WRITTEN.fullmatch(written):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return month_named(written)


class WhatIfForm(forms.Form):
    """What is changed is other than the texts say; empty fields change nothing."""

    first = MonthField(label=_("From the month"))
    last = MonthField(label=_("To the month"))
    region = forms.ChoiceField(label=_("Region"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    text = forms.ChoiceField(
        label=_("Text"),
        required=False,
        help_text=_("For all care episodes, whether or not it was in force between the two."),
    )
    threshold = forms.DecimalField(
        label=_("Threshold, average days"), required=False, min_value=0, max_value=31, decimal_places=2
    )
    cut_off = forms.ChoiceField(
        label=_("A notice late in the day"),
        required=False,
        choices=[
            (KEEP, _("as in the text")),
            (NONE, _("no such rule")),
            (AT, _("the next day counts, from")),
        ],
    )
    cut_off_time = forms.TimeField(
        label=_("From the time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    over_months = forms.IntegerField(
        label=_("Months over the threshold before anything is owed"),
        required=False,
        min_value=1,
        max_value=12,
    )
    of_months = forms.IntegerField(
        label=_("Of so many latest months"), required=False, min_value=1, max_value=12
    )
    daily_amount = forms.DecimalField(
        label=_("Daily amount for years that have none, kronor"),
        required=False,
        min_value=1,
        max_value=100_000,
        decimal_places=2,
    )
    known = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scope: RegionScope | MunicipalityScope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        everybody: list[tuple[str, str | Promise]] = [("", _("all"))]
        match scope:
            case RegionScope(region):
                del self.fields["region"]
                own = [code for code, place in MUNICIPALITIES.items() if place.region == region]
                others = sorted(MUNICIPALITIES.keys() - set(own))
                self.choose(
                    "municipality", everybody + [(c, MUNICIPALITIES[c].name) for c in [*own, *others]]
                )
            case MunicipalityScope():
                del self.fields["municipality"]
                self.choose("region", everybody + [(code, place.name) for code, place in REGIONS.items()])
        texts = [(slug, text.name) for slug, text in load_agreements().items()]
        self.choose("text", [("", _("the text in force each day")), *texts])

    def choose(self, name: str, choices: list[tuple[str, str | Promise]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # they are fields with choices

    @classmethod
    def unasked(cls) -> dict[str, str]:
        """What is in it before anybody has asked: the last twelve months that are over."""
        last = this_month() - 1
        return {"first": month_name(max(EARLIEST, last - 11)), "last": month_name(last)}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first is not None and first < EARLIEST:
            self.add_error("first", _("The law holds from January 2018."))
        elif first is not None and last is not None and last < first:
            self.add_error("last", _("The last month is before the first."))
        elif first is not None and last is not None and last - first >= MOST_MONTHS:
            self.add_error("last", _("Ask for ten years at most."))
        if (
            said.get("cut_off") == AT
            and said.get("cut_off_time") is None
            and "cut_off_time" not in self.errors
        ):
            self.add_error("cut_off_time", _("Write the time of day, such as 14:00."))
        over, of = said.get("over_months"), said.get("of_months")
        if (over is None) != (of is None) and not {"over_months", "of_months"} & self.errors.keys():
            self.add_error(
                "over_months" if over is None else "of_months", _("Write both: 2 of 3 months, for one.")
            )
        elif over is not None and of is not None and over > of:
            self.add_error("over_months", _("So many months there are not among the latest."))
        if said.get("known") and said["known"] > timezone.now():
            self.add_error("known", _("That is still to come."))
        return said

    @property
    def asked(self) -> Asked:
        """The question; only where the form is valid."""
        said = self.cleaned_data
        match self.scope:
            case RegionScope(region):
                whose = {"region": region, "municipality": said["municipality"] or None}
            case MunicipalityScope(municipality):
                whose = {"region": said["region"] or None, "municipality": municipality}
        return Asked(
            months=MonthSpan(said["first"], said["last"]),
            known_by=said["known"] or settled_knowledge(),
            changes=Changes(
                text=said["text"] or None,
                threshold_days=said["threshold"],
                changes_cut_off=said["cut_off"] != KEEP,
                cut_off=CutOff(time=said["cut_off_time"], sharp_is_late=True)
                if said["cut_off"] == AT
                else None,
                window=Window(over_months=said["over_months"], of_months=said["of_months"])
                if said["of_months"]
                else None,
            ),
            otherwise_kronor=None if said["daily_amount"] is None else Decimal(said["daily_amount"]),
            **whose,
        )


def settled_knowledge() -> datetime:
    """The last whole five minutes by which all that was registered is there."""
    now = timezone.now() - SETTLED
    return now - (now - now.replace(minute=0, second=0, microsecond=0)) % KNOWN_TO_WHOLE
