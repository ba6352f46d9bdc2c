"""Who receives whom, for administrators: every municipality and care of the organisation, with its gaps."""

from http import HTTPStatus

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.access.roles import Role
from accounts.models import CareType, Unit, UnitKind, UnitReception
from accounts.reception_table import reception_table
from tests.cast import Cast, api_client_of, client_of, make_assignment, make_unit
from tests.coordination_web.pages import open_page

URL = "/receptions/"


def test_it_is_for_administrators(cast: Cast) -> None:
    for name, who in cast.everybody():
        expected = HTTPStatus.OK if may(who, Permission.ADMINISTER_UNIT) else HTTPStatus.FORBIDDEN
        assert client_of(who).get(URL).status_code == expected, name


def test_it_marks_what_goes_to_the_default_reception(cast: Cast) -> None:
    UnitReception.objects.create(unit=cast.intake, municipality_code="1380", care_type=CareType.SOMATIC)
    somatic, psychiatric, _forensic = reception_table(cast.halmstad)
    assert somatic.units == (cast.intake,)
    assert (psychiatric.units, psychiatric.default) == ((), cast.intake)
    admin = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ada Alm")
    text = open_page(client_of(admin).get(URL)).text
    assert "ingen tar emot: går till förvald mottagning, Biståndsenheten" in text


def test_it_marks_what_cannot_be_reached(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.intake.pk).update(is_default_intake=False)
    assert all(row.is_unreachable for row in reception_table(cast.halmstad))
    admin = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ada Alm")
    assert "kan inte nås" in open_page(client_of(admin).get(URL)).text


def test_it_shows_a_region_every_municipality(cast: Cast) -> None:
    rows = {(row.municipality, row.care_type): row for row in reception_table(cast.halland)}
    assert len(rows) == 6 * 3
    assert rows["1380", CareType.SOMATIC].units == (cast.primary_care,)
    page = open_page(client_of(cast.system_administrator).get(URL))
    assert page.links["Andersbergs vårdcentral"] == f"/units/{cast.primary_care.pk}/"
    assert "ingen av våra: avdelningen väljer enhet" in page.text


def test_it_is_the_same_by_call(cast: Cast) -> None:
    answer = api_client_of(cast.system_administrator).get("/api/v1/receptions/")
    lines = {(one["municipality_code"], one["care_type"]): one for one in answer.json()}
    assert [one["name"] for one in lines["1380", "somatic"]["units"]] == ["Andersbergs vårdcentral"]
    assert lines["1381", "somatic"]["units"] == []
    assert api_client_of(cast.nurse).get("/api/v1/receptions/").status_code == HTTPStatus.FORBIDDEN


def test_it_costs_the_same_however_many_units(cast: Cast) -> None:
    client = client_of(cast.system_administrator)
    with CaptureQueriesContext(connection) as before:
        client.get(URL)
    for number in range(10):
        unit = make_unit(cast.halland, f"Vårdcentral {number}", UnitKind.PRIMARY_CARE)
        UnitReception.objects.create(unit=unit, municipality_code="1381", care_type=CareType.SOMATIC)
    with CaptureQueriesContext(connection) as after:
        client.get(URL)
    assert len(after) == len(before)
