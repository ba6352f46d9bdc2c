"""The beginning of a case: an admission, and what the physician thinks will be needed afterwards."""

from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.models.ready_statements import sent_together
from agreements.places import is_municipality
from coordination.actions import wanted
from coordination.actions.case_numbers import take_number
from coordination.actions.entry import Entry
from coordination.actions.patients import PatientDetails, recorded_patient, snapshot_of
from coordination.actions.receivers import named
from coordination.actions.stays import refusals_are_looks, refuse_second_stay
from coordination.actions.turns import take_turns
from coordination.actions.write import LockedCase, append, record, sent_before
from coordination.core.civil import civil_day
from coordination.core.episodes import CareType
from coordination.core.events import AdmissionRegistered, NeedAssessed
from coordination.core.history import History
from coordination.core.needs import Consent, Need, NeedAssessment
from coordination.core.states import Capacity, Status, Step
from coordination.errors import InvalidPatient
from coordination.models import Case, Event, Party


@refusals_are_looks
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
    is_earlier_stay: bool = False,
    registered_at: datetime | None = None,
    idempotency_key: UUID | None = None,
) -> Case:
    """The new case of a patient admitted to the assignment's own ward. The same key again gives the first one.

    Raises `OtherStay` where the patient lies in another ward of the region, or lay there at that time or later.
    `is_earlier_stay` says that the stay is registered after the fact, of a patient who has had a later one.
    """
    require(by, Permission.REGISTER_ADMISSION)
    if idempotency_key:
        # No case to lock yet: two of the same form wait here for each other.
        take_turns(f"form {idempotency_key}")
        if first := sent_before(idempotency_key, by=by, step=Step.ADMISSION_REGISTERED):
            return first.case
    if placing_municipality_code and not is_municipality(placing_municipality_code):
        raise InvalidPatient(fields="placing_municipality_code")
    person = recorded_patient(patient)
    snapshot = snapshot_of(person, patient, by=by)
    refuse_second_stay(person, by, admitted_at, is_earlier_stay=is_earlier_stay)
    region_code = by.unit.organisation.region_code
    case = Case(
        region_code=region_code,
        number=take_number(region_code, civil_day(admitted_at).year),
        patient=person,
        ward=by.unit,
        care_type=care_type,
        municipality_code=patient.municipality_code,
        placing_municipality_code=placing_municipality_code or "",
        status=Status.ADMITTED,
    )
    append(
        LockedCase(case, History(()), by, Capacity.WARD),
        Step.ADMISSION_REGISTERED,
        AdmissionRegistered(
            care_type=care_type,
            municipality=patient.municipality_code,
            placing_municipality=placing_municipality_code or None,
            estimated_discharge_at=estimated_discharge_at,
            assessment=assessment,
            consent=consent,
            listed_at=named(snapshot.listed_at),
        ),
        occurred_at=admitted_at,
        registered_at=(now := registered_at or timezone.now()),
        idempotency_key=idempotency_key,
    )
    snapshot.case = case
    snapshot.save()
    ward = Party.objects.create(case=case, unit=by.unit, capacity=Capacity.WARD, since=now)
    tasks = case.deadlines.tasks().order_by("due_at", "pk")
    _, of_ward = wanted.changes([ward], History(case.events.recorded()), tasks)
    sent_together(*of_ward)
    return case


def assess_need(
    *, needs: frozenset[Need], physician: str, assessed_at: datetime, **entry: Unpack[Entry]
) -> Event:
    """The physician's later assessment; the notice's 24 hours run from it (LUS 2:3) when it finds more to tell."""
    assessment = NeedAssessment(needs=needs, physician=physician, assessed_at=assessed_at)
    return record(Step.NEED_ASSESSED, NeedAssessed(assessment), **entry)
