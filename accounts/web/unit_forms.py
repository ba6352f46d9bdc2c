"""Forms of the unit's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access.administration import may_appoint
from accounts.access.roles import kinds_in, roles_in
from accounts.models import Assignment, CareType, District, Organisation, Unit, UnitKind
from accounts.models.assignment import ROLE_NAMES
from agreements.places import MUNICIPALITIES, REGIONS


class AssignmentForm(forms.Form):
    """A person and what she works as here. Name and title are asked for people without an account."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Works as"))

    def __init__(self, unit: Unit, by: Assignment, data: Any = None) -> None:
        super().__init__(data)
        roles = [role for role in roles_in(unit.kind, unit.organisation.kind) if may_appoint(by, role)]
        self.fields["role"].choices = [(role.value, ROLE_NAMES[role]) for role in roles]  # type: ignore[attr-defined]
        self.fields["name"].help_text = _("Needed when the person has no account yet.")


class UnitForm(forms.ModelForm):
    """A new unit of the organisation."""

    class Meta:
        model = Unit
        fields = ["name", "kind", "hsa_id", "district", "phone", "is_default_intake"]
        labels = {
            "name": _("Name"),
            "kind": _("Kind"),
            "hsa_id": _("HSA-id"),
            "district": _("District"),
            "phone": _("Phone"),
            "is_default_intake": _("Receives what no other unit of the municipality receives"),
        }

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        # The model's own rules look at the organisation, which is not the sender's to choose.
        super().__init__(data, instance=Unit(organisation=organisation))
        kinds = kinds_in(organisation.kind)
        self.fields["kind"].choices = [(k.value, k.label) for k in UnitKind if k in kinds]  # type: ignore[attr-defined]
        if organisation.kind != Organisation.Kind.MUNICIPALITY:
            del self.fields["is_default_intake"]


class DistrictForm(forms.Form):
    """A part of the municipality, as people call it."""

    name = forms.CharField(label=_("New district"), max_length=80)


class ReceptionForm(forms.Form):
    """Whom the unit receives: offered region by region with the unit's own first; a municipality has itself."""

    municipality_code = forms.ChoiceField(label=_("Residents of"))
    care_type = forms.ChoiceField(label=_("Care"), choices=CareType)
    district = forms.ModelChoiceField(
        label=_("Only of the district"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    listed_at = forms.ModelChoiceField(
        label=_("Only those listed with"), queryset=Unit.objects.none(), required=False, empty_label=_("All")
    )

    def __init__(self, unit: Unit, data: Any = None) -> None:
        super().__init__(data)
        home = unit.organisation.region_code
        regions = sorted(REGIONS.values(), key=lambda region: (region.code != home, region.code))
        offered = [place for place in MUNICIPALITIES.values() if unit.may_receive_for(place.code)]
        by_region = (
            (region, [(m.code, m.name) for m in offered if m.region == region.code]) for region in regions
        )
        self.fields["municipality_code"].choices = [  # type: ignore[attr-defined]
            (region.name, places) for region, places in by_region if places
        ]
        districts = District.objects.in_use().filter(organisation__region_code=home)
        if unit.organisation.kind == Organisation.Kind.MUNICIPALITY:
            districts = districts.filter(organisation=unit.organisation)
        centres = Unit.objects.in_use().filter(kind=UnitKind.PRIMARY_CARE, organisation__region_code=home)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
        self.fields["listed_at"].queryset = centres  # type: ignore[attr-defined]
