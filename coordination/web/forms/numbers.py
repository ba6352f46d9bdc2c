"""A patient's number as it is typed: what kind it is, and how it is stored."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.core.identities import IdentityType, MalformedIdentity, normalised

SWEDISH_NUMBER = ""
IDENTITY_TYPES = [
    (SWEDISH_NUMBER, _("Personal identity number or coordination number")),
    (IdentityType.RESERVE_NUMBER_NATIONAL.value, _("National reserve number")),
    (IdentityType.RESERVE_NUMBER_REGIONAL.value, _("Regional reserve number")),
]


class NumberFields(forms.Form):
    """The number and, for those that are no Swedish ones, its kind and who gave it."""

    identity_value = forms.CharField(
        label=_("Identity number"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    identity_type = forms.ChoiceField(label=_("Kind of number"), choices=IDENTITY_TYPES, required=False)
    identity_oid = forms.CharField(
        label=_("Issuer of a regional reserve number (OID)"), max_length=64, required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if "identity_value" in told:
            self._clean_number(told)
        return told

    def _clean_number(self, told: dict[str, Any]) -> None:
        """Finds out what kind of number it is, and how it is stored."""
        chosen = told.get("identity_type", SWEDISH_NUMBER)
        kinds = (
            [IdentityType(chosen)]
            if chosen != SWEDISH_NUMBER
            else [IdentityType.PERSONAL_NUMBER, IdentityType.COORDINATION_NUMBER]
        )
        for kind in kinds:
            try:
                told["identity_value"] = normalised(
                    kind, told["identity_value"], oid=told.get("identity_oid", ""), today=timezone.localdate()
                )
            except MalformedIdentity:
                continue
            told["identity_type"] = kind
            return
        self.add_error("identity_value", _("This number is not right. Check each digit."))
