"""A patient lies in one ward at a time: no two cases of a region have the same days, which would be billed twice."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db.models import QuerySet

from accounts.audit import record_look
from accounts.models import Assignment
from coordination.core.states import OPEN, Status
from coordination.errors import (
    AdmittedAtAnotherProvider,
    AdmittedElsewhere,
    AdmittedSomewhere,
    AlreadyAdmitted,
    DischargedInNextStay,
    LaterStay,
    OtherStay,
    OverlappingStay,
)
from coordination.models import Case, Patient

Given = ParamSpec("Given")
Made = TypeVar("Made")


def open_stay(patient: Patient, by: Assignment) -> Case | None:
    """The patient's open case in the assignment's region, in whichever ward."""
    region = by.unit.organisation.region_code
    stays = Case.objects.select_related("ward").filter(patient=patient, region_code=region, status__in=OPEN)
    return stays.first()


def refuse_second_stay(
    patient: Patient, by: Assignment, admitted_at: datetime, *, is_earlier_stay: bool = False
) -> None:
    """Raises for a patient who lies in a ward of the region, or lay there at that time.

    Also for one who lay there only later, unless the ward says that it registers an earlier stay after the fact: that
    one must end before the next begins (`refuse_days_of_next_stay`).
    """
    if other := open_stay(patient, by):
        refuse(other, by)
    # The first admitted first: one that holds the time comes before those that began after it.
    first = _stays_until_after(patient, by, admitted_at).order_by("admitted_at").first()
    if first and first.admitted_at <= admitted_at:
        raise OverlappingStay(first.pk)
    if first and not is_earlier_stay:
        raise LaterStay(first.pk)


def refuse_overlap(patient: Patient, by: Assignment, case: Case) -> None:
    """Raises for a patient who lay in another ward of the region during the stay, which goes on until it has ended."""
    stays = _stays_until_after(patient, by, case.admitted_at)
    if case.discharged_at:
        # Who lies in a ward now came after this stay, or lay in two wards at once.
        region = by.unit.organisation.region_code
        stays |= Case.objects.filter(patient=patient, region_code=region, status__in=OPEN)
        stays = stays.filter(admitted_at__lt=case.discharged_at)
    if other := stays.exclude(pk=case.pk).first():
        raise OverlappingStay(other.pk)


def _stays_until_after(patient: Patient, by: Assignment, at: datetime) -> QuerySet[Case]:
    """The patient's stays in the region that ended after that time."""
    region = by.unit.organisation.region_code
    return Case.objects.filter(patient=patient, region_code=region, discharged_at__gt=at)


def refuse_days_of_next_stay(case: Case, discharged_at: datetime) -> None:
    """Raises for a time at which the patient of a stay that is over lay in a ward of the region again."""
    stays = Case.objects.filter(patient=case.patient_id, region_code=case.region_code)
    later = stays.filter(admitted_at__gte=case.admitted_at, admitted_at__lt=discharged_at)
    if other := later.exclude(pk=case.pk).exclude(status=Status.CANCELLED).first():
        raise DischargedInNextStay(other.pk)


def refuse(other: Case, by: Assignment) -> None:
    """Raises what the ward may know of an open case: of the own provider's it may take over, of others' less."""
    if other.ward is None or other.ward_id == by.unit_id:
        raise AlreadyAdmitted(number=other.number)
    if is_own_care_providers(other, by):
        raise AdmittedElsewhere(other.pk, ward=other.ward.name)
    if other.patient and other.patient.has_protected_identity:
        raise AdmittedSomewhere(other.pk)
    raise AdmittedAtAnotherProvider(other.pk, ward=other.ward.name)


def is_own_care_providers(case: Case, by: Assignment) -> bool:
    """Whether the patient lies with the assignment's own care provider."""
    return case.ward is not None and case.ward.organisation_id == by.unit.organisation_id


def refusals_are_looks(action: Callable[Given, Made]) -> Callable[Given, Made]:
    """Logs what a refusal tells of a patient's other stay. Stands around the transaction that the refusal ends."""

    @wraps(action)
    def logged(*args: Given.args, **told: Given.kwargs) -> Made:
        try:
            return action(*args, **told)
        except OtherStay as refused:
            record_look(
                assignment=cast(Assignment, told["by"]), case_id=refused.case_id, what="refused admission"
            )
            raise

    return logged
