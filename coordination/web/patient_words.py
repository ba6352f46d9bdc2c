"""A patient as screens name them: masked where the identity is protected."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.places import MUNICIPALITIES
from coordination.core.civil import civil_day
from coordination.core.identities import IdentityType, born_in
from coordination.opened_case import OpenedCase


@dataclass(frozen=True)
class PatientWords:
    """`number` is the whole number, as `former_numbers` are: give them to a page only where somebody has asked."""

    name: str
    age: str
    masked: str
    number: str
    address: str
    municipality: str
    is_protected: bool
    former_masked: tuple[str, ...] = ()
    former_numbers: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name and age."""
        return f"{self.name}, {self.age}" if self.age else self.name


def patient_words(opened: OpenedCase) -> PatientWords:
    """The patient for the header of a page, as the case's ward knows them."""
    patient, snapshot = opened.patient, opened.snapshot
    protected = patient.has_protected_identity
    age = patient.age_on(civil_day(opened.now))
    return PatientWords(
        name=_("Protected identity") if protected else snapshot.name,
        age="" if age is None else ngettext("%(age)d year", "%(age)d years", age) % {"age": age},
        masked=masked(patient.identity_type, patient.identity_value),
        number=whole(patient.identity_type, patient.identity_value),
        address=_("Protected") if protected else snapshot.address,
        municipality=municipality_name(opened.case.municipality_code),
        is_protected=protected,
        former_masked=tuple(masked(one.identity_type, one.identity_value) for one in opened.former_numbers),
        former_numbers=tuple(whole(one.identity_type, one.identity_value) for one in opened.former_numbers),
    )


def short_name(given_name: str, family_name: str, *, is_protected: bool) -> str:
    """A name for lists, where others may look over a shoulder: "Anna A."."""
    return _("Protected identity") if is_protected else f"{given_name} {family_name[:1]}."


def year_of_birth(identity_type: str, identity_value: str) -> str:
    """Where the number tells it; else nothing."""
    year = born_in(IdentityType(identity_type), identity_value)
    return str(year) if year else ""


def masked(identity_type: str, identity_value: str) -> str:
    """The date of birth without the last four; of a reserve number the two last signs."""
    if born_in(IdentityType(identity_type), identity_value):
        return f"{identity_value[:8]}-xxxx"
    return f"…{identity_value[-2:]}"


def whole(identity_type: str, identity_value: str) -> str:
    """As people write it: with a hyphen before the last four."""
    if born_in(IdentityType(identity_type), identity_value):
        return f"{identity_value[:8]}-{identity_value[8:]}"
    return identity_value


def municipality_name(code: str) -> str:
    """The municipality where somebody is registered."""
    return MUNICIPALITIES[code].name if code else _("Not registered in Sweden")
