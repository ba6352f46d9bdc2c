"""An administrator's own system keeps units, people and who receives whom, with the rules of the pages."""

import pytest
from rest_framework.response import Response

from accounts.models import Assignment, District, Unit, UnitReception, User
from tests.cast import Cast, api_client_of

API = "/api/v1/"


def post(by: Assignment, address: str, **told: object) -> Response:
    return api_client_of(by).post(API + address, told, format="json")


def test_it_lists_the_units_that_the_asker_administers(cast: Cast) -> None:
    def names(by: Assignment) -> set[str]:
        return {one["name"] for one in api_client_of(by).get(f"{API}units/").json()["results"]}

    assert names(cast.unit_administrator) == {cast.ward.name}
    assert {cast.ward.name, cast.primary_care.name} <= names(cast.system_administrator)
    assert cast.intake.name not in names(cast.system_administrator)


NEW = {"name": "Avd 7", "kind": "ward", "hsa_id": "SE9999999999-NY1"}


def test_it_registers_a_unit_of_the_own_organisation(cast: Cast) -> None:
    assert post(cast.system_administrator, "units/", **NEW).status_code == 201
    assert Unit.objects.get(hsa_id=NEW["hsa_id"]).organisation == cast.halland


@pytest.mark.parametrize(
    ("wrong", "field"), [({"kind": "intake"}, "kind"), ({"hsa_id": "X"}, "hsa_id"), ({"name": ""}, "name")]
)
def test_it_says_what_is_wrong_with_a_unit(cast: Cast, wrong: dict[str, str], field: str) -> None:
    before = Unit.objects.count()
    answer = post(cast.system_administrator, "units/", **NEW | wrong)
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {field})
    assert Unit.objects.count() == before


def test_a_unit_administrator_registers_no_unit(cast: Cast) -> None:
    assert post(cast.unit_administrator, "units/", **NEW).status_code == 403
    assert not Unit.objects.filter(hsa_id=NEW["hsa_id"]).exists()


def test_it_gives_and_ends_an_assignment(cast: Cast) -> None:
    by = cast.unit_administrator
    answer = post(by, "assignments/", email="ny@example.se", name="Nina Ny", role="ward_nurse").json()
    nina = User.objects.get(email="ny@example.se")
    assert nina.check_password(answer["first_password"])
    rows = api_client_of(by).get(f"{API}assignments/").json()
    [row] = [one for one in rows if one["id"] == answer["id"]]
    assert (row["name"], row["role"], row["granted_by"]) == ("Nina Ny", "ward_nurse", by.user.name)
    assert answer["first_password"] not in str(rows)
    assert post(by, f"assignments/{answer['id']}/end/").status_code == 204
    [gone] = api_client_of(by).get(f"{API}assignments/", {"is_ended": "true"}).json()
    assert (gone["id"], gone["ended_by"]) == (answer["id"], by.user.name)


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [("system_administrator", 403, "guarded_role"), ("case_officer", 409, "role_does_not_fit")],
)
def test_it_gives_no_role_that_the_page_would_not(cast: Cast, role: str, status: int, code: str) -> None:
    before = Assignment.objects.count()
    answer = post(cast.unit_administrator, "assignments/", email="ny@example.se", name="Nina", role=role)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (Assignment.objects.count(), User.objects.filter(email="ny@example.se").exists()) == (
        before,
        False,
    )


def test_another_units_people_are_not_there(cast: Cast) -> None:
    by, theirs = cast.unit_administrator, cast.intake.hsa_id
    told = {"email": "ny@example.se", "name": "Nina", "role": "case_officer", "unit": theirs}
    assert api_client_of(by).get(f"{API}assignments/", {"unit": theirs}).status_code == 404
    assert post(by, "assignments/", **told).status_code == 404
    assert post(by, f"assignments/{cast.case_officer.pk}/end/").status_code == 404
    cast.case_officer.refresh_from_db()
    assert cast.case_officer.valid_to is None


LINE = {"municipality_code": "1380", "care_type": "forensic"}


def test_it_adds_and_ends_a_line_of_the_routing_table(cast: Cast) -> None:
    by, unit = cast.system_administrator, cast.primary_care.hsa_id
    line = post(by, "receptions/lines/", **LINE, unit=unit).json()
    stored = UnitReception.objects.get(pk=line["id"])
    assert (stored.unit, stored.added_by, stored.ended_at) == (cast.primary_care, by, None)
    lines = api_client_of(by).get(f"{API}receptions/lines/").json()["results"]
    assert line in lines
    assert post(by, f"receptions/lines/{line['id']}/end/").status_code == 204
    stored.refresh_from_db()
    assert stored.ended_by == by


def test_another_organisations_line_stays_as_it_is(cast: Cast) -> None:
    theirs = UnitReception.objects.filter(unit=cast.intake).first() or UnitReception.objects.create(
        unit=cast.intake, **LINE
    )
    assert post(cast.system_administrator, f"receptions/lines/{theirs.pk}/end/").status_code == 404
    assert (
        post(cast.system_administrator, "receptions/lines/", **LINE, unit=cast.intake.hsa_id).status_code
        == 404
    )
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_a_line_names_only_a_part_of_its_municipality(cast: Cast) -> None:
    west = District.objects.create(organisation=cast.halmstad, name="Väster")
    before = UnitReception.objects.count()
    told = {**LINE, "municipality_code": "1384", "unit": cast.primary_care.hsa_id, "district": west.pk}
    answer = post(cast.system_administrator, "receptions/lines/", **told)
    assert (answer.status_code, answer.json()["data"]) == (409, {"field": "district"})
    assert (
        post(
            cast.system_administrator, "receptions/lines/", **LINE | {"municipality_code": "9999"}
        ).status_code
        == 400
    )
    assert UnitReception.objects.count() == before


def test_only_a_municipality_keeps_districts(cast: Cast) -> None:
    answer = post(cast.system_administrator, "receptions/districts/", name="Öster")
    assert answer.json()["code"] == "only_municipalities_have_districts"
    assert api_client_of(cast.system_administrator).get(f"{API}receptions/districts/").json() == []
    assert not District.objects.filter(name="Öster").exists()
