"""Who may give and end which assignments, and that it is kept for ever who did."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.access.roles import Role
from accounts.actions.assignments import GuardedRole, OwnGrant, assign, end_assignment
from accounts.models import Assignment, ImmutableRow
from accounts.models.assignment import UNRECORDED
from tests.cast import Cast, client_of, end, make_assignment, make_user

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def office_administrator(cast: Cast) -> Assignment:
    """Administers the region's administration, where the guarded roles are held, but no more of the region."""
    return make_assignment(cast.region_administration, Role.UNIT_ADMINISTRATOR, "Albin Ask")


def everything() -> list[dict[str, object]]:
    return list(Assignment.objects.order_by("pk").values())


@pytest.mark.parametrize("who", ["unit_administrator", "system_administrator"])
def test_it_lets_nobody_give_themselves_an_assignment(cast: Cast, who: str) -> None:
    by, before = getattr(cast, who), everything()
    with pytest.raises(OwnGrant):
        assign(by=by, user=by.user, unit=cast.ward, role=Role.WARD_NURSE)
    answer = client_of(by).post(
        f"/units/{cast.ward.pk}/assignments/", {"email": by.user.email, "role": "ward_nurse"}
    )
    assert answer.status_code == 422
    assert "Du kan inte ge dig själv ett uppdrag" in answer.text
    assert everything() == before


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.LOG_REVIEWER])
def test_it_lets_only_a_system_administrator_give_a_guarded_role(
    cast: Cast, office_administrator: Assignment, role: Role
) -> None:
    unit, user, before = cast.region_administration, cast.nurse.user, everything()
    with pytest.raises(GuardedRole):
        assign(by=office_administrator, user=user, unit=unit, role=role)
    assert everything() == before

    given = assign(by=cast.system_administrator, user=user, unit=unit, role=role)
    assert given.granted_by == cast.system_administrator


def test_it_refuses_a_guarded_role_by_a_form_that_was_tampered_with(
    cast: Cast, office_administrator: Assignment
) -> None:
    client, before = client_of(office_administrator), everything()
    address = f"/units/{cast.region_administration.pk}/"
    offered = client.get(address).text
    assert 'value="unit_administrator"' in offered
    assert 'value="system_administrator"' not in offered
    data = {"email": cast.nurse.user.email, "role": "system_administrator"}
    assert client.post(f"{address}assignments/", data).status_code == 422
    assert everything() == before


@pytest.mark.parametrize("who", ["log_reviewer", "system_administrator"])
def test_it_lets_only_a_system_administrator_end_a_guarded_role(
    cast: Cast, office_administrator: Assignment, who: str
) -> None:
    guarded, before = getattr(cast, who), everything()
    answer = client_of(office_administrator).post(f"/assignments/{guarded.pk}/end/")
    assert answer.status_code == 403
    assert everything() == before


def test_it_keeps_and_shows_who_gave_and_who_ended(cast: Cast) -> None:
    given = assign(
        by=cast.system_administrator, user=make_user("Nina Ny"), unit=cast.ward, role=Role.WARD_NURSE
    )
    end_assignment(by=cast.unit_administrator, assignment=given)
    given.refresh_from_db()
    assert (given.granted_by, given.ended_by) == (cast.system_administrator, cast.unit_administrator)

    page = client_of(cast.unit_administrator).get(f"/units/{cast.ward.pk}/").text
    ended = page.split("Avslutade uppdrag")[1]
    for words in ("Nina Ny", "Signe Sjö", "Ulla Ulv"):
        assert words in ended
    assert "kommandot open_organisation" in page


def test_it_says_what_was_not_recorded(cast: Cast) -> None:
    old = Assignment.objects.create(
        user=make_user("Gamla Gun"), unit=cast.ward, role=Role.WARD_NURSE, granted_by_command=UNRECORDED
    )
    assert "inte antecknat" in client_of(cast.unit_administrator).get(f"/units/{cast.ward.pk}/").text
    assert old.granted_by is None


def test_it_ends_an_assignment_once(cast: Cast) -> None:
    end_assignment(by=cast.unit_administrator, assignment=cast.nurse)
    before = everything()
    end_assignment(by=cast.system_administrator, assignment=cast.nurse)
    cast.nurse.refresh_from_db()
    cast.nurse.valid_to = timezone.now()
    with pytest.raises(ImmutableRow):
        cast.nurse.save(update_fields=["valid_to"])
    assert Assignment.objects.filter(pk=cast.nurse.pk).update(valid_to=None) == 0
    assert everything() == before


@pytest.mark.parametrize(
    "change", ["valid_to = NULL, ended_by_command = ''", "valid_to = now()", "ended_by_command = 'another'"]
)
def test_it_is_the_database_that_refuses_to_end_it_again(cast: Cast, change: str) -> None:
    end(cast.nurse)
    before = everything()
    with pytest.raises(IntegrityError, match="set once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_assignment SET {change} WHERE valid_to IS NOT NULL")  # noqa: S608
    assert everything() == before


@pytest.mark.parametrize("change", ["role = 'physician'", "valid_from = now()", "granted_by_command = 'x'"])
def test_it_is_the_database_that_refuses_to_change_what_was_given(cast: Cast, change: str) -> None:
    before = everything()
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_assignment SET {change}")  # noqa: S608
    assert everything() == before


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({}, "assignment_says_who_granted_it"),
        ({"granted_by_command": "x", "valid_to": LATER}, "ended_assignment_says_who_ended_it"),
        ({"granted_by_command": "x", "ended_by_command": "x"}, "ended_assignment_says_who_ended_it"),
    ],
)
def test_it_is_the_database_that_wants_to_know_who(
    cast: Cast, values: dict[str, object], constraint: str
) -> None:
    before = everything()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Assignment.objects.create(user=cast.coordinator.user, unit=cast.ward, role=Role.PHYSICIAN, **values)
    assert everything() == before
