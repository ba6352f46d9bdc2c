"""A patient's number put right: typed wrongly, or replaced; two patients who turn out to be one are merged."""

from typing import Unpack

from django.db import transaction

from accounts.models import Assignment
from coordination.actions.entry import Entry
from coordination.actions.numbers import cases_that_follow, keep_still, number_of, patient_of, right_person
from coordination.actions.patients import numbered
from coordination.actions.stays import is_own_care_providers, refusals_are_looks, refuse_overlap
from coordination.actions.write import LockedCase, record
from coordination.core.identities import IdentityType
from coordination.core.patient_events import IdentityCorrected, NumberFault
from coordination.core.states import OPEN, Step
from coordination.errors import CaseNotFound, StaleCase
from coordination.identity_errors import NumberIsKnown, OpenSomewhereUnderThatNumber, OpenUnderThatNumber
from coordination.models import Case, Event, Patient, PatientSnapshot


@refusals_are_looks
@transaction.atomic
def correct(
    *,
    identity_type: IdentityType,
    identity_value: str,
    fault: NumberFault,
    reason: str,
    identity_oid: str = "",
    is_same_person: bool = False,
    **entry: Unpack[Entry],
) -> Event:
    """The right number of the ward's patient. What the case owes stays its own: the facts name nobody.

    A number that was wrong is another's, and this case alone leaves it. One that was replaced is the same person's: all
    their cases go with it, and whoever is admitted under it later is that person. `is_same_person` says that the ward
    has made sure of it where its own care provider has met somebody under the right number before.

    Raises `OtherStay` where the patient then would have two open cases in a region, or lie in two wards at once.
    """
    wanted = numbered(identity_type, identity_value, identity_oid)
    present = patient_of(entry["case_id"], by=entry["by"])
    keep_still(wanted, present)

    def payload(locked: LockedCase) -> IdentityCorrected:
        former = locked.case.patient
        if former is None:
            raise CaseNotFound
        if former != present:
            raise StaleCase(version=locked.case.version)
        right = right_person(wanted, former, fault)
        if right != former:
            followers = cases_that_follow(locked.case, right, fault)
            _refuse_two_open(
                right,
                locked,
                regions=set(followers.filter(status__in=OPEN).values_list("region_code", flat=True)),
            )
            refuse_overlap(right, locked.by, locked.case)
            if not is_same_person and right.replaced_by is None:
                _ask_whether_same(right, locked.by)
        return IdentityCorrected(number_of(former), number_of(right), fault, reason)

    return record(Step.IDENTITY_CORRECTED, payload, **entry)


def _refuse_two_open(right: Patient, locked: LockedCase, *, regions: set[str]) -> None:
    """A patient lies in one ward at a time: one of the cases must be cancelled, and the ward says which."""
    stays = Case.objects.select_related("ward").filter(
        patient=right, status__in=OPEN, region_code__in=regions
    )
    other = stays.first()
    if other is None or other.ward is None:
        return
    is_elsewhere = other.region_code != locked.case.region_code
    if is_elsewhere or (right.has_protected_identity and not is_own_care_providers(other, locked.by)):
        raise OpenSomewhereUnderThatNumber(other.pk)
    raise OpenUnderThatNumber(other.pk, ward=other.ward.name)


def _ask_whether_same(right: Patient, by: Assignment) -> None:
    """Two people's histories are not to be mixed by a slip of the finger."""
    if known := PatientSnapshot.objects.known_to_care_provider_of(by).latest_of(right):
        raise NumberIsKnown(known.case_id, number=known.case.number)
