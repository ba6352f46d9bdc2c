"""The beginning of a case: an admission, and what the physician thinks will be needed afterwards."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from agreements.places import is_municipality
from coordination.actions.case_numbers import take_number
from coordination.actions.entry import Entry
from coordination.actions.turns import take_turns
from coordination.actions.write import LockedCase, append, record, sent_before
from coordination.core.civil import civil_day
from coordination.core.episodes import CareType
from coordination.core.events import AdmissionRegistered, NeedAssessed
from coordination.core.history import History
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent, Need, NeedAssessment
from coordination.core.states import OPEN, Capacity, Status, Step
from coordination.errors import AlreadyAdmitted, InvalidPatient
from coordination.models import Case, Event, Party, Patient


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


@transaction.atomic
def register(
    *,
    by: Assignment,
    patient: PatientDetails,
    care_type: CareType,
    admitted_at: datetime,
    assessment: NeedAssessment | None = None,
    consent: Consent = Consent.NOT_ASKED,
    estimated_discharge_at: datetime | None = None,
    placing_municipality_code: str | None = None,
    registered_at: datetime | None = None,
    idempotency_key: UUID | None = None,
) -> Case:
    """The new case of a patient admitted to the assignment's own ward. The same key again gives the first one."""
    require(by, Permission.REGISTER_ADMISSION)
    if idempotency_key:
        # No case to lock yet: two of the same form wait here for each other.
        take_turns(f"form {idempotency_key}")
        if first := sent_before(idempotency_key, by=by, step=Step.ADMISSION_REGISTERED):
            return first.case
    if placing_municipality_code and not is_municipality(placing_municipality_code):
        raise InvalidPatient(fields="placing_municipality_code")
    person = _recorded_patient(patient)
    _refuse_second_case(person, by)
    region_code = by.unit.organisation.region_code
    case = Case(
        region_code=region_code,
        number=take_number(region_code, civil_day(admitted_at).year),
        patient=person,
        ward=by.unit,
        care_type=care_type,
        municipality_code=person.municipality_code,
        placing_municipality_code=placing_municipality_code or "",
        status=Status.ADMITTED,
    )
    append(
        LockedCase(case, History(()), by, Capacity.WARD),
        Step.ADMISSION_REGISTERED,
        AdmissionRegistered(
            care_type=care_type,
            municipality=person.municipality_code,
            placing_municipality=placing_municipality_code or None,
            estimated_discharge_at=estimated_discharge_at,
            assessment=assessment,
            consent=consent,
        ),
        occurred_at=admitted_at,
        registered_at=(now := registered_at or timezone.now()),
        idempotency_key=idempotency_key,
    )
    Party.objects.create(case=case, unit=by.unit, capacity=Capacity.WARD, since=now)
    return case


def assess_need(
    *, needs: frozenset[Need], physician: str, assessed_at: datetime, **entry: Unpack[Entry]
) -> Event:
    """The physician's later assessment; the notice's 24 hours run from it (LUS 2:3) when it finds more to tell."""
    assessment = NeedAssessment(needs=needs, physician=physician, assessed_at=assessed_at)
    return record(Step.NEED_ASSESSED, NeedAssessed(assessment), **entry)


def _recorded_patient(details: PatientDetails) -> Patient:
    """The patient with that number, with what the ward knows now; raises `InvalidPatient`."""
    patient = Patient(**asdict(details))
    try:
        patient.clean_fields()
        patient.clean()
    except ValidationError as wrong:
        raise InvalidPatient(fields=", ".join(sorted(wrong.message_dict))) from wrong
    number = {name: getattr(patient, name) for name in ("identity_type", "identity_value", "identity_oid")}
    take_turns(f"patient {'|'.join(number.values())}")
    rest = {name: value for name, value in asdict(details).items() if name not in number}
    # A field left empty erases no address, and ends no protection that somebody else has registered.
    empty = {name for name in ("address", "has_protected_identity") if not rest[name]}
    told = {name: value for name, value in rest.items() if name not in empty}
    return Patient.objects.update_or_create(**number, defaults=told, create_defaults=rest)[0]


def _refuse_second_case(patient: Patient, by: Assignment) -> None:
    if other := Case.objects.filter(patient=patient, ward=by.unit, status__in=OPEN).first():
        raise AlreadyAdmitted(number=other.number)
