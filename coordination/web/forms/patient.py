"""What the ward fills in of the patient as a person, and of the ward that they move to."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from coordination.actions.transfers import wards_for
from coordination.core.episodes import CareType
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent
from coordination.core.patient_events import NumberFault
from coordination.core.standing import care_type
from coordination.opened_case import OpenedCase
from coordination.web.forms.admission import ABROAD, municipalities
from coordination.web.forms.fields import one_of, person_field, text_field
from coordination.web.forms.numbers import NumberFields
from coordination.web.forms.step_form import StepForm
from coordination.web.words import CARE_TYPE, CONSENT, NUMBER_FAULT

CHOOSE_WARD = _("Choose ward")


class ConsentForm(StepForm):
    """What the patient says now of being planned for together; what stands is filled in."""

    consent = one_of(Consent, CONSENT, _("Does the patient consent to shared planning?"))

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"consent": opened.history.consent.value}


class TransferForm(StepForm):
    """To which ward: those of the own care provider first."""

    optional = ("note",)

    care_type = one_of(CareType, CARE_TYPE, _("Care in the new ward"))
    to = forms.ChoiceField(label=_("To the ward"))
    note = text_field(_("Note to those who take over"), required=False)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        own = opened.by.unit.organisation_id
        wards = sorted(wards_for(opened.case), key=lambda ward: ward.organisation_id != own)
        self._wards: dict[str, Unit] = {str(ward.pk): ward for ward in wards}
        cast(forms.ChoiceField, self.fields["to"]).choices = [
            ("", CHOOSE_WARD),
            *(
                (provider, [(str(ward.pk), ward.name) for ward in theirs])
                for provider, theirs in groupby(wards, key=lambda ward: ward.organisation.name)
            ),
        ]

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"care_type": care_type(opened.history).value}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """The others, and the new ward once it is chosen."""
        chosen = self._wards.get(str(self["to"].value()))
        return [chosen.name, *super().receivers(opened)] if chosen else super().receivers(opened)

    def said(self) -> dict[str, Any]:
        told = super().said()
        return told | {"to": self._wards[told["to"]]}


class CorrectionForm(StepForm):
    """All that the ward knows of its patient, to be put right; of a protected identity only what is to be another."""

    optional = ("placing_municipality_code", "has_protected_identity")

    given_name = person_field(_("Given name"))
    family_name = person_field(_("Family name"))
    address = forms.CharField(label=_("Registered address"), max_length=250, required=False)
    municipality_code = forms.ChoiceField(label=_("Registered in"))
    reason = text_field(_("Reason"))
    placing_municipality_code = forms.ChoiceField(label=_("Placed by another municipality"), required=False)
    has_protected_identity = forms.BooleanField(label=_("Protected identity"), required=False)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        self._is_protected = opened.patient.has_protected_identity
        places = municipalities(opened.case.region_code)
        cast(forms.ChoiceField, self.fields["municipality_code"]).choices = [
            *places,
            (ABROAD, _("Not registered in Sweden")),
        ]
        cast(forms.ChoiceField, self.fields["placing_municipality_code"]).choices = [("", _("No")), *places]
        if self._is_protected:
            del self.fields["has_protected_identity"]
            for name in ("given_name", "family_name", "address"):
                self.fields[name].required = False
                self.fields[name].help_text = _("Protected. Leave empty what is to stay as it is.")

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        case, known = opened.case, opened.snapshot
        places = {
            "municipality_code": case.municipality_code or ABROAD,
            "placing_municipality_code": case.placing_municipality_code,
        }
        if opened.patient.has_protected_identity:
            return places
        return places | {
            "given_name": known.given_name,
            "family_name": known.family_name,
            "address": known.address,
        }

    def said(self) -> dict[str, Any]:
        told = super().said()
        if told["municipality_code"] == ABROAD:
            told["municipality_code"] = ""
        if self._is_protected:
            for name in ("given_name", "family_name", "address"):
                told[name] = told[name] or None
        return told


class IdentityForm(NumberFields, StepForm):
    """The patient's right number. Whether it is the same person is asked where somebody is known by it."""

    optional = ("identity_type", "identity_oid", "is_same_person")

    fault = one_of(NumberFault, NUMBER_FAULT, _("What is wrong with the number in the case?"))
    reason = text_field(_("Reason"))
    is_same_person = forms.BooleanField(
        label=_("We have made sure that it is the same person"),
        help_text=_("Needed only when you have met somebody under the right number before."),
        required=False,
    )

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        """A number that is given for a while is replaced; a personal identity number is wrong."""
        is_lasting = opened.patient.identity_type == IdentityType.PERSONAL_NUMBER
        return {"fault": NumberFault.WRONG if is_lasting else NumberFault.REPLACED}
