"""Who the patient is: the number that is everybody's, and what the admitting ward knows, which is its case's alone."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.models import Assignment
from agreements.places import is_municipality
from coordination.actions.turns import take_turns
from coordination.core.identities import IdentityType
from coordination.errors import InvalidPatient
from coordination.models import Patient, PatientSnapshot

NUMBER = ("identity_type", "identity_value", "identity_oid")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientDetails:
    """Who was admitted, as the ward knows them. `municipality_code` is where they are registered."""

    identity_type: IdentityType
    identity_value: str
    family_name: str
    given_name: str
    municipality_code: str
    identity_oid: str = ""
    address: str = ""
    has_protected_identity: bool = False


def recorded_patient(details: PatientDetails) -> Patient:
    """The patient with that number, whom nobody else admits until the transaction ends; raises `InvalidPatient`.

    A protection that is registered here holds from now on, and one that somebody has registered before stays.
    """
    patient = numbered(details)
    number = {name: getattr(patient, name) for name in NUMBER}
    take_turns(f"patient {'|'.join(number.values())}")
    recorded, _ = Patient.objects.get_or_create(**number)
    if details.has_protected_identity and not recorded.has_protected_identity:
        recorded.has_protected_identity = True
        recorded.save(update_fields=["has_protected_identity"])
    return recorded


def numbered(details: PatientDetails) -> Patient:
    """A patient with that number as it is stored, not stored yet; raises `InvalidPatient`."""
    patient = Patient(**{name: getattr(details, name) for name in NUMBER})
    refuse_faults(patient)
    return patient


def snapshot_of(patient: Patient, details: PatientDetails, *, by: Assignment) -> PatientSnapshot:
    """What the ward knows, not stored yet; raises `InvalidPatient`.

    An address left empty is the last one that the own care provider knows: a hurried hand erases nothing.
    """
    address = details.address
    if not address and (known := PatientSnapshot.objects.known_to_care_provider_of(by).latest_of(patient)):
        address = known.address
    snapshot = PatientSnapshot(
        family_name=details.family_name, given_name=details.given_name, address=address
    )
    refuse_faults(snapshot, besides=("case",))
    if details.municipality_code and not is_municipality(details.municipality_code):
        raise InvalidPatient(fields="municipality_code")
    return snapshot


def refuse_faults(row: Patient | PatientSnapshot, *, besides: Collection[str] = ()) -> None:
    """Raises `InvalidPatient` with the names of the fields that cannot be right; never with what is in them."""
    try:
        row.clean_fields(exclude=besides)
        row.clean()
    except ValidationError as wrong:
        raise InvalidPatient(fields=", ".join(sorted(wrong.message_dict))) from wrong
