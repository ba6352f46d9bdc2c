"""Forms for what one administrator enters and another approves."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from agreements.files import load_agreements
from billing.models import EndingKind

SPACES = dict.fromkeys(map(ord, " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"))


class KronorField(forms.DecimalField):
    """An amount as people write it: 12 500,50."""

    widget = forms.TextInput({"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # whole numbers in the stubs
        said = value.translate(SPACES).replace(",", ".") if isinstance(value, str) else value
        return super().to_python(said)


class DailyAmountForm(forms.Form):
    """A year's daily amount with its source."""

    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2100)
    kronor = KronorField(
        label=_("Kronor a day of care"),
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_(
            "The regulation by its number and where in it the amount stands, such as HSLF-FS 2022:60."
        ),
    )


class TerminationForm(forms.Form):
    """What ends one of the organisation's agreements."""

    agreement = forms.ChoiceField(label=_("Agreement"))
    kind = forms.ChoiceField(label=_("What has happened"), choices=EndingKind)
    day = forms.DateField(
        label=_("Day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("On which the notice was given; of a main agreement its last day in force."),
    )
    decided_by_all = forms.BooleanField(
        label=_("Every party of the agreement has decided so"),
        required=False,
        help_text=_("Needed where the text says that it is terminated as a whole by all parties."),
    )
    taken_back = forms.BooleanField(
        label=_("We take back what we have entered about this before"), required=False
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The decision or the letter, by its date and number.")
    )

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data)
        self.fields["agreement"].choices = [  # type: ignore[attr-defined]
            (text.slug, text.name)
            for text in load_agreements().values()
            if text.kind == "agreement" and organisation.code in (text.region, *text.municipalities)
        ]

    def clean(self) -> dict[str, Any]:
        """The day is asked for, unless what was entered before is taken back: then there is none."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("taken_back"):
            cleaned["day"] = None
        elif cleaned.get("day") is None and "day" not in self.errors:
            self.add_error("day", _("Give the day."))
        return cleaned
