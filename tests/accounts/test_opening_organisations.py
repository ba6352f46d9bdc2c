"""From an empty installation to an organisation with units and people."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.access.roles import Role
from accounts.models import Organisation, Unit, User
from tests.cast import Cast, client_of, make_assignment


def open_halland(**changes: str) -> str:
    options = {
        "code": "13",
        "hsa_id": "SE9999999999-A",
        "admin_email": "signe@example.se",
        "admin_name": "Signe Sjö",
        **changes,
    }
    printed = StringIO()
    call_command(
        "open_organisation", "region", "Region Halland", stdout=printed, stderr=StringIO(), **options
    )
    return printed.getvalue().strip()


@pytest.mark.django_db
def test_it_opens_an_organisation_with_its_first_administrator() -> None:
    password = open_halland()
    signe = User.objects.get(email="signe@example.se")
    assert signe.check_password(password)
    assignment = signe.assignments.get()
    assert (assignment.role, assignment.unit.organisation.code) == (Role.SYSTEM_ADMINISTRATOR, "13")


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [{"code": "99"}, {"hsa_id": "A1"}, {"organisation_number": "1234567890"}])
def test_it_refuses_what_no_organisation_has(fault: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        open_halland(**fault)
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


UNIT = {"name": "Avd 5", "kind": "ward", "hsa_id": "SE9999999999-W5"}


def test_it_lets_the_system_administrator_register_units(cast: Cast) -> None:
    response = client_of(cast.system_administrator).post("/units/new/", UNIT, follow=True)
    assert "Avd 5 är registrerad" in response.text
    assert Unit.objects.get(hsa_id="SE9999999999-W5").organisation == cast.halland


@pytest.mark.parametrize(
    "fault", [{"kind": "intake"}, {"hsa_id": "A1"}, {"hsa_id": ""}, {"name": ""}, {"kind": "castle"}]
)
def test_it_refuses_a_unit_that_such_an_organisation_does_not_have(cast: Cast, fault: dict[str, str]) -> None:
    units = Unit.objects.count()
    assert client_of(cast.system_administrator).post("/units/new/", UNIT | fault).status_code == 422
    assert Unit.objects.count() == units


def test_it_refuses_a_second_default_intake(cast: Cast) -> None:
    administration = Organisation.objects.get(code="1380").units.create(
        name="Förvaltningen", kind="administration", hsa_id="SE9999999999-F"
    )
    administrator = make_assignment(administration, Role.SYSTEM_ADMINISTRATOR, cast.system_administrator.user)
    data = {"name": "En till", "kind": "intake", "hsa_id": "SE9999999999-I2", "is_default_intake": "on"}
    response = client_of(administrator).post("/units/new/", data)
    assert response.status_code == 422
    assert "Kommunen har redan en enhet" in response.text
    assert list(Unit.objects.filter(organisation=cast.halmstad, is_default_intake=True)) == [cast.intake]


def test_it_lets_nobody_else_register_units(cast: Cast) -> None:
    units = Unit.objects.count()
    for name, assignment in cast.everybody():
        if name != "system_administrator":
            assert client_of(assignment).post("/units/new/", UNIT).status_code == 403, name
    assert Unit.objects.count() == units
