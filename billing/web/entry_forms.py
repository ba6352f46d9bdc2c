"""Forms for what one administrator enters and another approves."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from agreements.files import load_agreements
from billing.core.months import month_named
from billing.models import EndingKind
from billing.months.in_address import EARLIEST, WRITTEN

SPACES = dict.fromkeys(map(ord, " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"))


class KronorField(forms.DecimalField):
    """An amount as people write it: 12 500,50."""

    widget = forms.TextInput({"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # whole numbers in the stubs
        said = value.translate(SPACES).replace(",", ".") if isinstance(value, str) else value
        return super().to_python(said)


def day_field(**said: Any) -> forms.DateField:
    """A day as a date picker gives it."""
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(input_formats=["%Y-%m-%d"], widget=picker, **said)


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


def own_texts(organisation: Organisation) -> list[tuple[str, str]]:
    """The agreements that the organisation is a party to, as choices."""
    return [
        (text.slug, text.name)
        for text in load_agreements().values()
        if text.kind == "agreement" and organisation.code in (text.region, *text.municipalities)
    ]


class TerminationForm(forms.Form):
    """What ends one of the organisation's agreements."""

    agreement = forms.ChoiceField(label=_("Agreement"))
    kind = forms.ChoiceField(label=_("What has happened"), choices=EndingKind)
    day = day_field(
        label=_("Day"),
        required=False,
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
        self.fields["agreement"].choices = own_texts(organisation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The day is asked for, unless what was entered before is taken back: then there is none."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("taken_back"):
            cleaned["day"] = None
        elif cleaned.get("day") is None and "day" not in self.errors:
            self.add_error("day", _("Give the day."))
        return cleaned


class AmendmentForm(forms.Form):
    """A signed amendment to one of the organisation's agreements."""

    agreement = forms.ChoiceField(label=_("Agreement"))
    signed_on = day_field(label=_("Signed on"))
    in_force_from = day_field(label=_("In force from"))
    what = forms.CharField(
        label=_("What it changes"), max_length=1000, widget=forms.Textarea({"rows": 3, "maxlength": 1000})
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where the signed document is kept, such as its number."),
    )

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        super().__init__(data)
        self.fields["agreement"].choices = own_texts(organisation)  # type: ignore[attr-defined]


class IssuingForm(forms.Form):
    """Whether statements are issued, and from which month on."""

    first_month = forms.CharField(
        label=_("From the month"), widget=forms.TextInput({"type": "month", "placeholder": "2027-01"})
    )
    issues = forms.TypedChoiceField(
        label=_("What is decided"),
        choices=[("no", _("Calculate without invoicing")), ("yes", _("Issue statements"))],
        coerce=lambda said: said == "yes",
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The decision, by its date and number.")
    )

    def clean_first_month(self) -> int:
        """As browsers and people write it: 2027-01."""
        said = self.cleaned_data["first_month"].strip()
        if not WRITTEN.fullmatch(said) or month_named(said) < EARLIEST:
            raise forms.ValidationError(gettext("Give the month as year and month, such as 2027-01."))
        return month_named(said)
