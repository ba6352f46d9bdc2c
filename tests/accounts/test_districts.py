"""A municipality's districts, and the lines of the table that name them: kept by its administrator, and who did it."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.actions.districts import OnlyMunicipalitiesHaveDistricts, add_district, end_district
from accounts.actions.receptions import AlreadyReceived, NoSuchPart, receive_for
from accounts.models import Assignment, CareType, District, Unit, UnitKind, UnitReception
from accounts.reception_table import reception_table
from tests.cast import Cast, api_client_of, client_of, make_assignment, make_unit
from tests.coordination_web.pages import open_page

URL = "/receptions/"
SOMATIC = {"municipality_code": "1380", "care_type": CareType.SOMATIC}


@pytest.fixture
def administrator(cast: Cast) -> Assignment:
    """Of the whole municipality of Halmstad."""
    office = make_unit(cast.halmstad, "Förvaltningen", UnitKind.ADMINISTRATION)
    return make_assignment(office, Role.SYSTEM_ADMINISTRATOR, "Stig Stad")


@pytest.fixture
def west(administrator: Assignment) -> District:
    return add_district(by=administrator, name="Väster")


@pytest.fixture
def west_unit(cast: Cast) -> Unit:
    return make_unit(cast.halmstad, "Biståndsenheten väster", UnitKind.INTAKE)


def kept() -> dict[str, Any]:
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in (District, UnitReception)
    }


def test_it_is_added_once_and_says_by_whom(cast: Cast, administrator: Assignment, west: District) -> None:
    assert add_district(by=administrator, name=" väster ") == west
    assert (west.organisation, west.added_by) == (cast.halmstad, administrator)


def test_it_is_the_municipalitys_own_administrator_who_keeps_it(
    cast: Cast, administrator: Assignment, west: District
) -> None:
    intakes_own = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Agda Alm")
    before = kept()
    with pytest.raises(NotAllowed):
        add_district(by=intakes_own, name="Öster")
    with pytest.raises(OnlyMunicipalitiesHaveDistricts):
        add_district(by=cast.system_administrator, name="Öster")
    end_district(by=cast.system_administrator, district=west)
    assert kept() == before


def test_its_lines_end_with_it_and_all_is_kept(
    cast: Cast, administrator: Assignment, west: District, west_unit: Unit
) -> None:
    line = receive_for(by=administrator, unit=west_unit, district=west, **SOMATIC)
    other = receive_for(by=administrator, unit=cast.intake, **SOMATIC)
    end_district(by=administrator, district=west)
    for ended in (west, line):
        ended.refresh_from_db()
        assert ended.ended_by == administrator
    assert list(UnitReception.objects.standing().filter(unit__organisation=cast.halmstad)) == [other]
    with pytest.raises(NoSuchPart):
        receive_for(by=administrator, unit=west_unit, district=west, **SOMATIC)


def test_it_refuses_a_tie(cast: Cast, administrator: Assignment, west: District, west_unit: Unit) -> None:
    first = receive_for(by=administrator, unit=west_unit, district=west, **SOMATIC)
    assert receive_for(by=administrator, unit=west_unit, district=west, **SOMATIC) == first
    before = kept()
    with pytest.raises(AlreadyReceived) as refused:
        receive_for(by=administrator, unit=cast.intake, district=west, **SOMATIC)
    assert refused.value.data == {"unit": "Biståndsenheten väster"}
    assert kept() == before
    # It says more, or less: no tie.
    receive_for(by=administrator, unit=cast.intake, **SOMATIC)
    receive_for(by=administrator, unit=cast.intake, district=west, listed_at=cast.primary_care, **SOMATIC)


def test_several_centres_may_receive_a_municipality_and_one_those_of_a_listing(cast: Cast) -> None:
    by = cast.system_administrator
    other, closed = (
        make_unit(cast.halland, name, UnitKind.PRIMARY_CARE) for name in ("Nyhem", "Stängda vårdcentralen")
    )
    receive_for(by=by, unit=other, **SOMATIC)
    receive_for(by=by, unit=other, listed_at=closed, **SOMATIC)
    with pytest.raises(AlreadyReceived):
        receive_for(by=by, unit=cast.primary_care, listed_at=closed, **SOMATIC)


def test_it_refuses_a_part_that_is_none_of_the_municipalitys(
    cast: Cast, administrator: Assignment, west: District
) -> None:
    before = kept()
    with pytest.raises(NoSuchPart):
        receive_for(
            by=cast.system_administrator,
            unit=cast.primary_care,
            municipality_code="1384",
            care_type=CareType.SOMATIC,
            district=west,
        )
    with pytest.raises(NoSuchPart):
        receive_for(by=administrator, unit=cast.intake, listed_at=cast.ward, **SOMATIC)
    wrong = UnitReception(
        unit=cast.primary_care, municipality_code="1384", care_type="somatic", district=west
    )
    with pytest.raises(IntegrityError, match="district"), transaction.atomic():
        wrong.save()
    assert kept() == before


def test_the_table_shows_each_district_and_its_gap(
    cast: Cast, administrator: Assignment, west: District, west_unit: Unit
) -> None:
    add_district(by=administrator, name="Öster")
    receive_for(by=administrator, unit=west_unit, district=west, **SOMATIC)
    rows = {
        row.district.name if row.district else "": row
        for row in reception_table(cast.halmstad)
        if row.care_type == CareType.SOMATIC
    }
    assert {name: row.is_gap for name, row in rows.items()} == {"": True, "Väster": False, "Öster": True}
    receive_for(by=administrator, unit=cast.intake, **SOMATIC)
    assert not any(row.is_gap for row in reception_table(cast.halmstad) if row.care_type == CareType.SOMATIC)
    page = open_page(client_of(administrator).get(URL))
    assert "Halmstad Somatisk vård Väster Biståndsenheten väster" in page.text
    assert "Halmstad Somatisk vård Öster som hela kommunen: Biståndsenheten" in page.text
    lines = {one["district"]: one for one in api_client_of(administrator).get(f"/api/v1{URL}").json()[:3]}
    assert [one["name"] for one in lines["Väster"]["units"]] == ["Biståndsenheten väster"]
    assert [one["name"] for one in lines["Öster"]["whole"]] == ["Biståndsenheten"]


def test_it_is_kept_on_the_page(cast: Cast, administrator: Assignment, west_unit: Unit) -> None:
    client = client_of(administrator)
    client.post(f"{URL}districts/", {"name": "Väster"})
    west = District.objects.get()
    assert "Stig Stad" in open_page(client.get(URL)).text
    form = {"municipality_code": "1380", "care_type": "somatic", "district": west.pk, "listed_at": ""}
    client.post(f"/units/{west_unit.pk}/receptions/", form)
    assert UnitReception.objects.standing().get(unit=west_unit).district == west
    refused = client.post(f"/units/{cast.intake.pk}/receptions/", form)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Biståndsenheten väster tar redan emot de här patienterna" in open_page(refused).text
    client.post(f"{URL}districts/{west.pk}/end/")
    west.refresh_from_db()
    assert west.ended_by == administrator


def test_a_region_has_none(cast: Cast) -> None:
    client = client_of(cast.system_administrator)
    assert "Nytt distrikt" not in open_page(client.get(URL)).text
    refused = client.post(f"{URL}districts/", {"name": "Väster"})
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Bara en kommun har distrikt." in open_page(refused).text
    assert not District.objects.exists()
