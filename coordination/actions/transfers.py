"""A patient moved to another ward, and the case with them: a new ward begins no new case, so no day is billed twice."""

from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.access.policy import require
from accounts.access.roles import CARE_PROVIDERS
from accounts.audit import record_look
from accounts.models import Assignment, Unit, UnitKind
from coordination.actions.entry import Entry
from coordination.actions.patients import PatientDetails, recorded_patient
from coordination.actions.permissions import PERMISSION_FOR
from coordination.actions.stays import is_own_care_providers, open_stay, refusals_are_looks, refuse
from coordination.actions.turns import take_turns
from coordination.actions.write import LockedCase, append, record, sent_before
from coordination.core import standing
from coordination.core.episodes import CareType
from coordination.core.history import History
from coordination.core.patient_events import WardTransferred
from coordination.core.states import Capacity, Step
from coordination.errors import NothingToTakeOver, UnsuitableWard
from coordination.models import Case, Event


def transfer(*, to: Unit, note: str = "", care_type: CareType | None = None, **entry: Unpack[Entry]) -> Event:
    """The ward sends its patient to another ward of the region, whoever runs it, which has the case from then on.

    `care_type` is the care that begins there; without it the same goes on.
    """

    def payload(locked: LockedCase) -> WardTransferred:
        if not _can_receive(to, locked.case):
            raise UnsuitableWard(ward=to.name)
        return _moved(locked, to, is_taken_over=False, note=note, care=care_type)

    return record(Step.WARD_TRANSFERRED, payload, **entry)


@refusals_are_looks
@transaction.atomic
def take_over(
    *,
    by: Assignment,
    patient: PatientDetails,
    occurred_at: datetime,
    care_type: CareType | None = None,
    registered_at: datetime | None = None,
    idempotency_key: UUID | None = None,
) -> Case:
    """The case of a patient who has come to the assignment's ward from another one of the same care provider.

    Patients are moved at night, and the ward that they left may forget. It sees who took the case over, and when; from
    another care provider nobody takes anything (raises `OtherStay`): that ward must transfer it.
    """
    require(by, PERMISSION_FOR[Step.WARD_TRANSFERRED])
    if idempotency_key:
        take_turns(f"form {idempotency_key}")
        if first := sent_before(idempotency_key, by=by, step=Step.WARD_TRANSFERRED):
            return first.case
    found = open_stay(recorded_patient(patient), by)
    if found is None:
        raise NothingToTakeOver
    if found.ward_id == by.unit_id or not is_own_care_providers(found, by):
        refuse(found, by)
    case = Case.objects.select_for_update(of=("self",)).get(pk=found.pk)
    locked = LockedCase(case, History(case.events.recorded()), by, Capacity.WARD)
    append(
        locked,
        Step.WARD_TRANSFERRED,
        _moved(locked, by.unit, is_taken_over=True, care=care_type),
        occurred_at=occurred_at,
        registered_at=registered_at or timezone.now(),
        idempotency_key=idempotency_key,
    )
    record_look(assignment=by, case_id=case.pk, what="case taken over")
    return case


def wards_for(case: Case) -> list[Unit]:
    """Every ward that the patient can be transferred to: those of the region, by care provider and name."""
    wards = Unit.objects.in_use().filter(
        kind=UnitKind.WARD,
        organisation__kind__in=CARE_PROVIDERS,
        organisation__region_code=case.region_code,
    )
    found = wards.select_related("organisation").order_by("organisation__sort_name", "sort_name")
    return [ward for ward in found if ward.pk != case.ward_id]


def _can_receive(unit: Unit, case: Case) -> bool:
    return unit in wards_for(case)


def _moved(
    locked: LockedCase, to: Unit, *, is_taken_over: bool, note: str = "", care: CareType | None = None
) -> WardTransferred:
    former = locked.case.ward
    if former is None:
        raise NothingToTakeOver
    return WardTransferred(
        former_unit=former.pk,
        former_name=former.name,
        unit=to.pk,
        name=to.name,
        is_taken_over=is_taken_over,
        note=note,
        care_type=None if care is standing.care_type(locked.history) else care,
    )
