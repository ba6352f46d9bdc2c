"""Which rows an assignment sees. Tables of this app stand in for cases; tests/coordination tries the real ones."""

import pytest
from django.utils import timezone

from accounts.access.roles import Role
from accounts.access.scoping import MonthScopedQuerySet, ScopedQuerySet, unit_condition
from accounts.models import ApiToken, Assignment, CareType, Organisation, UnitReception, User
from tests.cast import Cast, api_client_of, make_assignment


@pytest.fixture
def users(monkeypatch: pytest.MonkeyPatch) -> ScopedQuerySet[User]:
    """People, as if an assignment in a unit made the unit a party to them."""
    monkeypatch.setattr(User, "path_to_party", "assignments__unit", raising=False)
    return ScopedQuerySet(User)


def test_it_shows_what_the_own_unit_is_a_party_to(cast: Cast, users: ScopedQuerySet[User]) -> None:
    names = {user.name for user in users.visible_to(cast.nurse)}
    assert names == {"Nora Nilsson", "Love Lindgren", "Ulla Ulv"}
    assert cast.nurse.user not in users.visible_to(cast.stranger_nurse)


def test_it_shows_nothing_to_roles_that_need_no_patient(cast: Cast, users: ScopedQuerySet[User]) -> None:
    for assignment in (
        cast.unit_administrator,
        cast.region_controller,
        cast.municipal_controller,
        cast.log_reviewer,
        cast.system_administrator,
    ):
        assert not users.visible_to(assignment).exists()


def test_it_shows_nothing_without_an_assignment_or_under_an_ended_one(
    cast: Cast, users: ScopedQuerySet[User]
) -> None:
    assert not users.visible_to(None).exists()
    cast.nurse.valid_to = timezone.now()
    assert not users.visible_to(cast.nurse).exists()


def test_it_shows_a_row_once_that_reaches_the_unit_twice(cast: Cast, users: ScopedQuerySet[User]) -> None:
    make_assignment(cast.ward, Role.PHYSICIAN, cast.nurse.user)
    visible = list(users.visible_to(cast.nurse))
    assert len(visible) == len(set(visible)) == 3


def test_it_can_lock_what_it_shows(cast: Cast, users: ScopedQuerySet[User]) -> None:
    assert users.visible_to(cast.nurse).select_for_update().count() == 3


def test_it_follows_a_path_through_one_and_through_many(cast: Cast) -> None:
    api_client_of(cast.nurse)
    path = "assignment__user__assignments__unit"
    assert ApiToken.objects.filter(**unit_condition(ApiToken, path, cast.ward.pk)).count() == 1
    assert not ApiToken.objects.filter(**unit_condition(ApiToken, path, cast.intake.pk)).exists()


def test_it_follows_a_path_through_one_only(cast: Cast) -> None:
    found = Assignment.objects.filter(**unit_condition(Assignment, "unit", cast.intake.pk))
    assert list(found) == [cast.case_officer]


def test_it_shows_a_region_its_months_with_every_municipality(cast: Cast) -> None:
    months: MonthScopedQuerySet[Organisation] = MonthScopedQuerySet(Organisation)
    visible = set(months.visible_to(cast.region_controller))
    assert visible == {cast.halland, cast.halmstad, cast.kungsbacka}


def test_it_shows_a_municipality_its_own_months_only(cast: Cast) -> None:
    UnitReception.objects.create(
        unit=cast.psychiatry, municipality_code="1384", care_type=CareType.PSYCHIATRIC
    )
    months: MonthScopedQuerySet[UnitReception] = MonthScopedQuerySet(UnitReception)
    assert {m.municipality_code for m in months.visible_to(cast.municipal_controller)} == {"1380"}
    assert {m.municipality_code for m in months.visible_to(cast.stranger_controller)} == {"1384"}


def test_it_shows_months_to_controllers_only(cast: Cast) -> None:
    controllers = {cast.region_controller, cast.municipal_controller, cast.stranger_controller}
    months: MonthScopedQuerySet[Organisation] = MonthScopedQuerySet(Organisation)
    assert not months.visible_to(None).exists()
    for _name, assignment in cast.everybody():
        if assignment not in controllers:
            assert not months.visible_to(assignment).exists()
