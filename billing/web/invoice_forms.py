"""Forms for whom invoices come from and go to: the model's own rules, said beside the fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.places import MUNICIPALITIES, are_one_body
from billing.models import EndpointScheme, InvoiceReceiver, InvoiceSender
from billing.models.invoice_parties import VatCategory, VatPercent

BETWEEN = dict.fromkeys(map(ord, " -\N{NO-BREAK SPACE}"))


class NumberField(forms.CharField):
    """A number as people write it: 5050-1055."""

    widget = forms.TextInput({"inputmode": "numeric"})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").translate(BETWEEN)


class InvoicePartyForm(forms.ModelForm):
    """What both parties have. Without an electronic address of its own a party has its organisation number."""

    name = forms.CharField(label=_("Name in full"), max_length=120)
    organisation_number = NumberField(label=_("Organisation number"), max_length=13)
    endpoint_scheme = forms.ChoiceField(label=_("Kind of Peppol address"), choices=EndpointScheme)
    endpoint_id = NumberField(
        label=_("Peppol address"),
        required=False,
        max_length=20,
        help_text=_("The organisation number, unless you give another."),
    )
    street = forms.CharField(label=_("Street or box"), required=False, max_length=100)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=6)
    city = forms.CharField(label=_("Town"), required=False, max_length=60)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where the details are said, so that whoever approves them can compare."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        by_number = cleaned.get("endpoint_scheme") == EndpointScheme.ORGANISATION_NUMBER
        if by_number and not cleaned.get("endpoint_id"):
            cleaned["endpoint_id"] = cleaned.get("organisation_number", "")
        return cleaned


class InvoiceSenderForm(InvoicePartyForm):
    """The region: where the money goes, the tax and the accounts."""

    bankgiro = NumberField(label=_("Bankgiro"), max_length=9)
    payment_days = forms.IntegerField(label=_("Days until payment"), min_value=1, max_value=90, initial=30)
    vat_category = forms.ChoiceField(
        label=_("Value added tax"), choices=VatCategory, initial=VatCategory.OUTSIDE
    )
    vat_percent = forms.TypedChoiceField(
        label=_("Rate of the tax"), choices=VatPercent, coerce=int, initial=0
    )
    exemption_reason = forms.CharField(
        label=_("Why no tax is added"),
        required=False,
        max_length=200,
        help_text=_("Stands on the invoice. Left empty, it names the law."),
    )
    account_receivable = NumberField(
        label=_("Account of what is owed"),
        required=False,
        max_length=10,
        help_text=_("With the accounts, a voucher (SIE 4) is written for each document."),
    )
    account_revenue = NumberField(label=_("Account of the revenue"), required=False, max_length=10)
    account_vat = NumberField(label=_("Account of the tax"), required=False, max_length=10)
    voucher_series = forms.CharField(label=_("Voucher series"), required=False, max_length=4, initial="H")

    class Meta:
        model = InvoiceSender
        fields = (
            "name",
            "organisation_number",
            "street",
            "postcode",
            "city",
            "endpoint_scheme",
            "endpoint_id",
            "bankgiro",
            "payment_days",
            "vat_category",
            "vat_percent",
            "exemption_reason",
            "account_receivable",
            "account_revenue",
            "account_vat",
            "voucher_series",
            "source",
        )


class InvoiceReceiverForm(InvoicePartyForm):
    """A municipality as the region's invoices reach it."""

    municipality_code = forms.ChoiceField(label=_("Municipality"))
    buyer_reference = forms.CharField(
        label=_("The municipality's reference"),
        max_length=50,
        help_text=_("By which its invoices find their way inside: never the name of a patient."),
    )

    class Meta:
        model = InvoiceReceiver
        fields = (
            "municipality_code",
            "name",
            "organisation_number",
            "street",
            "postcode",
            "city",
            "endpoint_scheme",
            "endpoint_id",
            "buyer_reference",
            "source",
        )

    def __init__(self, region: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The region's own first: those are most of them.
        others = [place for place in MUNICIPALITIES.values() if not are_one_body(region, place.code)]
        others.sort(key=lambda place: (place.region != region, place.code))
        choices = [(place.code, f"{place.name} ({place.code})") for place in others]
        self.fields["municipality_code"].choices = choices  # type: ignore[attr-defined]
