"""Who the patient is: the number that is everybody's, and what the admitting ward knows, which is its case's alone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import Assignment, Unit, UnitKind
from agreements.places import is_municipality
from coordination.actions.entry import Entry
from coordination.actions.numbers import keep_still, recorded_person
from coordination.actions.write import LockedCase, record
from coordination.core.identities import IdentityType
from coordination.core.patient_events import PatientDetailsCorrected, PatientParticulars, ProtectionEnded
from coordination.core.receiver import Receiver
from coordination.core.states import Capacity, Step
from coordination.errors import InvalidPatient, NotProtected
from coordination.models import Case, Event, Party, Patient, PatientSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientDetails:
    """Who was admitted, as the ward knows them. `municipality_code` is where they are registered.

    `listed_at` is the primary care centre where they are listed, None where the ward does not know.
    """

    identity_type: IdentityType
    identity_value: str
    family_name: str
    given_name: str
    municipality_code: str
    identity_oid: str = ""
    address: str = ""
    has_protected_identity: bool = False
    listed_at: Unit | None = None


def recorded_patient(details: PatientDetails) -> Patient:
    """The patient with that number, whom nobody else admits until the transaction ends; raises `InvalidPatient`.

    A protection that is registered here holds from now on, and one that somebody has registered before stays.
    """
    number = numbered(details.identity_type, details.identity_value, details.identity_oid)
    keep_still(number)
    recorded = recorded_person(number)
    if details.has_protected_identity and not recorded.has_protected_identity:
        recorded.has_protected_identity = True
        recorded.save(update_fields=["has_protected_identity"])
    return recorded


def numbered(identity_type: IdentityType, identity_value: str, identity_oid: str = "") -> Patient:
    """A patient with that number as it is stored, not stored yet; raises `InvalidPatient`."""
    patient = Patient(identity_type=identity_type, identity_value=identity_value, identity_oid=identity_oid)
    refuse_faults(patient, besides=("replaced_by",))
    return patient


def snapshot_of(patient: Patient, details: PatientDetails, *, by: Assignment) -> PatientSnapshot:
    """What the ward knows, not stored yet; raises `InvalidPatient`.

    An address or a listing left empty is the last one that the own care provider knows: a hurried hand erases nothing.
    Who lives where they lived then lives in the same district.
    """
    known = PatientSnapshot.objects.known_to_care_provider_of(by).latest_of(patient)
    address = details.address or (known.address if known else "")
    has_not_moved = known is not None and known.address == address
    snapshot = PatientSnapshot(
        family_name=details.family_name,
        given_name=details.given_name,
        address=address,
        district=known.district if known and has_not_moved else None,
        listed_at=_centre(details.listed_at) or (known.listed_at if known else None),
    )
    refuse_faults(snapshot, besides=("case",))
    _refuse_no_municipality("municipality_code", details.municipality_code)
    return snapshot


def correct(
    *,
    reason: str,
    family_name: str | None = None,
    given_name: str | None = None,
    address: str | None = None,
    municipality_code: str | None = None,
    placing_municipality_code: str | None = None,
    has_protected_identity: bool = False,
    **entry: Unpack[Entry],
) -> Event:
    """What the ward knows of its patient, put right; what is None stays as it is, and empty is nothing.

    The liable municipality is that of the last correction, for the whole stay (LUS 5:2). A protection can be registered
    so, and never ended.
    """

    def payload(locked: LockedCase) -> PatientDetailsCorrected:
        case, known = locked.case, locked.case.snapshot
        before = PatientParticulars(
            known.family_name,
            known.given_name,
            known.address,
            case.municipality_code,
            case.placing_municipality_code or None,
        )
        after = PatientParticulars(
            _or(family_name, before.family_name),
            _or(given_name, before.given_name),
            _or(address, before.address),
            _or(municipality_code, before.municipality),
            _or(placing_municipality_code, before.placing_municipality or "") or None,
        )
        _refuse_wrong_particulars(after)
        is_new = has_protected_identity and not _is_protected(case)
        return PatientDetailsCorrected(
            before,
            after,
            is_new,
            reason,
            out=_put_out(case, before.liable_municipality, after.liable_municipality),
            back=_back_with(locked, after.liable_municipality),
        )

    return record(Step.PATIENT_DETAILS_CORRECTED, payload, **entry)


def end_protection(*, reason: str, **entry: Unpack[Entry]) -> Event:
    """The population register protects the person no longer: names are shown again, in every case."""

    def payload(locked: LockedCase) -> ProtectionEnded:
        if not _is_protected(locked.case):
            raise NotProtected
        return ProtectionEnded(reason)

    return record(Step.PROTECTION_ENDED, payload, **entry)


def _is_protected(case: Case) -> bool:
    return Patient.objects.filter(cases=case, has_protected_identity=True).exists()


def _centre(unit: Unit | None) -> Unit | None:
    if unit and (unit.archived_at or unit.kind != UnitKind.PRIMARY_CARE):
        raise InvalidPatient(fields="listed_at")
    return unit


def _put_out(case: Case, before: str, liable: str) -> tuple[Receiver, ...]:
    """The municipal units in the case that have no business there when that municipality is liable now (LUS 5:2).

    Nobody's while it is the same, or nobody is: where the patient stays is the ward's to say. Whoever was told while
    nobody was liable is told anew.
    """
    if before == liable:
        return ()
    parties = case.parties.filter(capacity=Capacity.MUNICIPALITY, closed_at=None)
    return _as_receivers(parties.exclude(unit__organisation__code=liable) if before else parties)


def _back_with(locked: LockedCase, liable: str) -> tuple[Receiver, ...]:
    """The liable municipality's units that a correction had put out of the case: it was wrong."""
    put_out = [
        unit
        for unit, left in locked.history.left.items()
        if isinstance(left.payload, PatientDetailsCorrected)
    ]
    parties = locked.case.parties.filter(capacity=Capacity.MUNICIPALITY, unit__in=put_out)
    return _as_receivers(parties.filter(unit__organisation__code=liable))


def _as_receivers(parties: QuerySet[Party]) -> tuple[Receiver, ...]:
    rows = parties.select_related("unit").order_by("since", "pk")
    return tuple(Receiver(one.unit_id, one.unit.name, Capacity(one.capacity)) for one in rows)


def _or(told: str | None, known: str) -> str:
    return known if told is None else told


def _refuse_wrong_particulars(after: PatientParticulars) -> None:
    snapshot = PatientSnapshot(
        family_name=after.family_name, given_name=after.given_name, address=after.address
    )
    refuse_faults(snapshot, besides=("case",))
    _refuse_no_municipality("municipality_code", after.municipality)
    _refuse_no_municipality("placing_municipality_code", after.placing_municipality or "")


def _refuse_no_municipality(field: str, code: str) -> None:
    if code and not is_municipality(code):
        raise InvalidPatient(fields=field)


def refuse_faults(row: Patient | PatientSnapshot, *, besides: Collection[str] = ()) -> None:
    """Raises `InvalidPatient` with the names of the fields that cannot be right; never with what is in them."""
    try:
        row.clean_fields(exclude=besides)
        row.clean()
    except ValidationError as wrong:
        raise InvalidPatient(fields=", ".join(sorted(wrong.message_dict))) from wrong
