"""What the ward fills in when a patient is admitted."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access.roles import Role
from accounts.models import Assignment, CareType, Unit, UnitKind
from accounts.models.unit import UnitQuerySet
from agreements.places import MUNICIPALITIES, Place
from coordination.actions.patients import PatientDetails
from coordination.core.civil import STOCKHOLM, civil
from coordination.core.needs import Consent
from coordination.models import Patient
from coordination.web.forms.fields import choices, person_field
from coordination.web.forms.numbers import NumberFields
from coordination.web.forms.times import ClockField
from coordination.web.forms.ward import AssessmentFields
from coordination.web.words import CONSENT

ABROAD = "abroad"
NOON = time(12)
HOME_IN = (
    (1, _("Tomorrow")),
    (2, _("In two days")),
    (3, _("In three days")),
    (5, _("In five days")),
    (7, _("In a week")),
)
"""One click instead of a date and a time: at noon, so many days from now."""


class AdmissionForm(NumberFields, AssessmentFields):
    """Patient, stay and, where it is made, the physician's assessment."""

    given_name = person_field(_("Given name"))
    family_name = person_field(_("Family name"))
    address = forms.CharField(label=_("Registered address"), max_length=250, required=False)
    municipality_code = forms.ChoiceField(label=_("Registered in"))
    listed_at = forms.ChoiceField(label=_("Listed with, if you know"), required=False)
    admitted_at = ClockField(label=_("Admitted at"))
    home_in = forms.TypedChoiceField(
        label=_("When can the patient probably go home?"),
        choices=[("", _("Nobody knows yet, or at the time below")), *HOME_IN],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    estimated_discharge_at = ClockField(label=_("Estimated discharge"), required=False)
    physician_here = forms.ChoiceField(
        label=_("Assessed by a physician of the ward"), widget=forms.RadioSelect, required=False
    )
    consent = forms.ChoiceField(
        label=_("Does the patient consent to shared planning?"),
        choices=choices(CONSENT),
        initial=Consent.NOT_ASKED.value,
        widget=forms.RadioSelect,
    )
    care_type = forms.ChoiceField(label=_("Care"), choices=CareType.choices)
    placing_municipality_code = forms.ChoiceField(
        label=_("Placed by another municipality"),
        required=False,
        help_text=_(
            "When another municipality than that of registration has decided where the patient lives."
        ),
    )
    is_earlier_stay = forms.BooleanField(
        label=_("An earlier stay, registered after the fact"),
        required=False,
        help_text=_("When the patient has had a later stay in the region."),
    )
    has_protected_identity = forms.BooleanField(label=_("Protected identity"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        by: Assignment,
        data: Mapping[str, Any] | None = None,
        *,
        filled_in: Mapping[str, Any] | None = None,
        care_type: str = "",
    ) -> None:
        now = timezone.now()
        first = {"key": uuid4(), "admitted_at": now, "assessed_at": now, "care_type": care_type}
        super().__init__(data, initial=first | dict(filled_in or {}))
        nearby = by.unit.organisation.region_code
        cast(forms.ChoiceField, self.fields["municipality_code"]).choices = [
            ("", _("Choose municipality")),
            *municipalities(nearby),
            (ABROAD, _("Not registered in Sweden")),
        ]
        cast(forms.ChoiceField, self.fields["placing_municipality_code"]).choices = [
            ("", _("No")),
            *municipalities(nearby),
        ]
        self._centres = {str(unit.pk): unit for unit in _primary_care_centres(nearby)}
        cast(forms.ChoiceField, self.fields["listed_at"]).choices = [
            ("", _("Unknown")),
            *((key, unit.name) for key, unit in self._centres.items()),
        ]
        self.fields["physician"].required = self.fields["assessed_at"].required = False
        if physicians := _physicians_of(by):
            named = [("", _("Not assessed yet, or by another")), *((name, name) for name in physicians)]
            cast(forms.ChoiceField, self.fields["physician_here"]).choices = named
        else:
            del self.fields["physician_here"]
        if data is None and not filled_in:
            # A number is pasted or scanned at once, and Enter fills in what is known.
            self.fields["identity_value"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if "physician" in told and not told["physician"]:
            told["physician"] = told.get("physician_here", "")
        if told.get("home_in") and "estimated_discharge_at" in told and not told["estimated_discharge_at"]:
            day = civil(timezone.now()).date() + timedelta(days=told["home_in"])
            told["estimated_discharge_at"] = datetime.combine(day, NOON, tzinfo=STOCKHOLM)
        if told.get("needs") and "physician" in told and not told["physician"]:
            self.add_error("physician", _("Name the physician who made the assessment."))
        if told.get("physician") and "assessed_at" in told and not told["assessed_at"]:
            self.add_error("assessed_at", _("Say when the assessment was made."))
        return told

    def number(self) -> Patient:
        """The number alone, as a patient that is not stored."""
        told = self.cleaned_data
        return Patient(
            identity_type=told["identity_type"],
            identity_value=told["identity_value"],
            identity_oid=told.get("identity_oid", ""),
        )

    def patient(self) -> PatientDetails:
        """Who was admitted."""
        told = self.cleaned_data
        return PatientDetails(
            identity_type=told["identity_type"],
            identity_value=told["identity_value"],
            identity_oid=told["identity_oid"],
            family_name=told["family_name"],
            given_name=told["given_name"],
            address=told["address"],
            municipality_code="" if told["municipality_code"] == ABROAD else told["municipality_code"],
            has_protected_identity=told["has_protected_identity"],
            listed_at=self._centres.get(told["listed_at"]),
        )

    @property
    def of_patient(self) -> list[BoundField]:
        return self._named("given_name", "family_name", "address", "municipality_code", "listed_at")

    @property
    def of_stay(self) -> list[BoundField]:
        return self._named("admitted_at", "home_in", "estimated_discharge_at")

    @property
    def of_assessment(self) -> list[BoundField]:
        return self._named("needs", "physician_here", "physician", "assessed_at", "consent")

    @property
    def rarely(self) -> list[BoundField]:
        return self._named(
            "care_type",
            "has_protected_identity",
            "placing_municipality_code",
            "identity_type",
            "identity_oid",
            "is_earlier_stay",
        )

    @property
    def rarely_is_open(self) -> bool:
        return any(field.errors for field in self.rarely)

    def _named(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]


def municipalities(region: str) -> list[Any]:
    """Choices of a municipality: those of the own region first, each group in Swedish order."""

    def options(places: list[Place]) -> list[tuple[str, str]]:
        return [(place.code, place.name) for place in sorted(places, key=lambda place: _swedish(place.name))]

    near = [place for place in MUNICIPALITIES.values() if place.region == region]
    far = [place for place in MUNICIPALITIES.values() if place.region != region]
    return [(_("In the region"), options(near)), (_("Other municipalities"), options(far))]


def _physicians_of(by: Assignment) -> list[str]:
    """The names of those who are physicians of the ward now."""
    here = Assignment.objects.current().filter(unit=by.unit_id, role=Role.PHYSICIAN)
    return list(here.order_by("user__name").values_list("user__name", flat=True).distinct())


def _primary_care_centres(region: str) -> UnitQuerySet:
    """Those of the region, whoever runs them."""
    return Unit.objects.in_use().filter(kind=UnitKind.PRIMARY_CARE, organisation__region_code=region)


def _swedish(name: str) -> str:
    """Sorts å, ä and ö after z, as Swedish does; the three stand in another order among the code points."""
    return name.lower().translate(str.maketrans("åäö", "{|}"))
