"""The table of who may do what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, may, permissions_of, require
from accounts.access.roles import ROLE_PERMISSIONS, WHERE, Role, roles_in
from accounts.models import Assignment
from accounts.models.assignment import ROLE_NAMES
from tests.cast import Cast

ABOUT_PATIENTS = frozenset(Permission) - {
    Permission.READ_MONTH,
    Permission.READ_FORECAST,
    Permission.REVIEW_MONTH,
    Permission.ISSUE_STATEMENT,
    Permission.CREDIT_STATEMENT,
    Permission.REGISTER_PAYMENT,
    Permission.ACKNOWLEDGE_STATEMENT,
    Permission.PROPOSE_CORRECTION,
    Permission.DECIDE_CORRECTION,
    Permission.CONSULT,
    Permission.CONTEST_STATEMENT,
    Permission.TAKE_PART_IN_DISPUTE,
    Permission.DECIDE_DISPUTE,
    Permission.READ_INBOX,
    Permission.ADMINISTER_UNIT,
    Permission.ADMINISTER_ORGANISATION,
    Permission.REVIEW_LOG,
}


def test_it_knows_permissions_places_and_a_name_for_every_role() -> None:
    assert set(ROLE_PERMISSIONS) == set(WHERE) == set(ROLE_NAMES) == set(Role)


def test_it_leaves_no_permission_that_nobody_has() -> None:
    assert frozenset().union(*ROLE_PERMISSIONS.values()) == frozenset(Permission)


@pytest.mark.parametrize(
    "role",
    [
        Role.REGION_CONTROLLER,
        Role.MUNICIPAL_CONTROLLER,
        Role.UNIT_ADMINISTRATOR,
        Role.LOG_REVIEWER,
        Role.SYSTEM_ADMINISTRATOR,
    ],
)
def test_it_gives_offices_no_patients(role: Role) -> None:
    assert not ROLE_PERMISSIONS[role] & ABOUT_PATIENTS


def test_it_lets_only_the_ward_say_that_a_patient_is_ready(cast: Cast) -> None:
    able = {name for name, assignment in cast.everybody() if may(assignment, Permission.SEND_DISCHARGE_READY)}
    assert able == {"nurse", "physician", "stranger_nurse"}


def test_it_lets_only_the_municipality_answer_that_it_receives(cast: Cast) -> None:
    able = {name for name, assignment in cast.everybody() if may(assignment, Permission.ANSWER_RECEPTION)}
    assert able == {"case_officer", "stranger_officer"}


def test_it_allows_nothing_without_an_assignment() -> None:
    assert permissions_of(None) == frozenset()
    with pytest.raises(NotAllowed):
        require(None, Permission.READ_CASE)


@pytest.mark.parametrize("ended", ["ended", "not begun", "may not sign in"])
def test_it_allows_nothing_under_an_assignment_that_does_not_hold(cast: Cast, ended: str) -> None:
    assert may(cast.nurse, Permission.READ_CASE)
    now = timezone.now()
    match ended:
        case "ended":
            cast.nurse.valid_to = now
        case "not begun":
            cast.nurse.valid_from = now + timedelta(minutes=1)
        case "may not sign in":
            cast.nurse.user.is_active = False
    assert permissions_of(cast.nurse) == frozenset()


def test_it_says_in_swedish_what_to_do_when_it_refuses(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refusal:
        require(cast.case_officer, Permission.SEND_DISCHARGE_READY)
    assert refusal.value.message == (
        "Ditt nuvarande uppdrag ger inte rätt till det här. Byt uppdrag eller fråga enhetens administratör."
    )


def test_it_offers_a_units_roles_by_kind_of_unit_and_organisation() -> None:
    assert roles_in("ward", "region") == [Role.WARD_NURSE, Role.PHYSICIAN, Role.UNIT_ADMINISTRATOR]
    assert roles_in("finance", "municipality") == [Role.MUNICIPAL_CONTROLLER, Role.UNIT_ADMINISTRATOR]
    assert roles_in("ward", "municipality") == [Role.UNIT_ADMINISTRATOR]


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.CARE_COORDINATOR, Role.REGION_CONTROLLER])
def test_it_is_the_database_that_refuses_a_role_in_the_wrong_kind_of_unit(cast: Cast, role: Role) -> None:
    before = Assignment.objects.count()
    wrong = Assignment(user=cast.nurse.user, unit=cast.ward, role=role, granted_by_command="shell")
    with pytest.raises(IntegrityError, match="role_fits_kind_of_unit"), transaction.atomic():
        Assignment.objects.bulk_create([wrong])
    assert Assignment.objects.count() == before
