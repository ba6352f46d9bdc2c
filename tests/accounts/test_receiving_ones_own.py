"""A municipality's unit receives for that municipality only: nobody draws another's patients to the own unit."""

import pytest
from django.db import IntegrityError, transaction

from accounts.access.roles import Role
from accounts.actions.receptions import AnotherMunicipality, receive_for
from accounts.models import Assignment, CareType, Unit, UnitKind, UnitReception
from tests.accounts.test_routing import receivers
from tests.cast import Cast, client_of, make_assignment

HALMSTAD, KUNGSBACKA, FALUN = "1380", "1384", "2080"


@pytest.fixture
def administrator(cast: Cast) -> Assignment:
    """Of Halmstad's intake."""
    return make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Agda Alm")


def lines() -> set[tuple[int, str, str]]:
    return set(UnitReception.objects.values_list("unit_id", "municipality_code", "care_type"))


def test_it_refuses_another_municipalitys_patients(cast: Cast, administrator: Assignment) -> None:
    before = lines()
    with pytest.raises(AnotherMunicipality):
        receive_for(
            by=administrator, unit=cast.intake, municipality_code=KUNGSBACKA, care_type=CareType.SOMATIC
        )
    assert lines() == before
    assert (receivers(KUNGSBACKA, CareType.SOMATIC, [UnitKind.INTAKE])) == [cast.stranger_intake]


def test_it_refuses_a_form_that_was_tampered_with(cast: Cast, administrator: Assignment) -> None:
    client, address, before = client_of(administrator), f"/units/{cast.intake.pk}/", lines()
    offered = client.get(address).text
    assert "Halmstad</option>" in offered
    assert "Kungsbacka</option>" not in offered

    data = {"municipality_code": KUNGSBACKA, "care_type": "somatic"}
    assert client.post(f"{address}receptions/", data).status_code == 422
    assert lines() == before


def test_it_takes_the_own_municipalitys(cast: Cast, administrator: Assignment) -> None:
    data = {"municipality_code": HALMSTAD, "care_type": "somatic"}
    client_of(administrator).post(f"/units/{cast.intake.pk}/receptions/", data)
    assert (cast.intake.pk, HALMSTAD, "somatic") in lines()


def test_it_lets_a_care_unit_receive_from_all_of_sweden(cast: Cast) -> None:
    for code in (KUNGSBACKA, FALUN):
        by = cast.system_administrator
        receive_for(by=by, unit=cast.primary_care, municipality_code=code, care_type=CareType.SOMATIC)
        assert (receivers(code, CareType.SOMATIC, [UnitKind.PRIMARY_CARE])) == [cast.primary_care]


def test_it_is_the_database_that_refuses_such_a_line(cast: Cast) -> None:
    before = lines()
    wrong = UnitReception(unit=cast.intake, municipality_code=KUNGSBACKA, care_type=CareType.SOMATIC)
    with pytest.raises(IntegrityError, match="municipal"), transaction.atomic():
        UnitReception.objects.bulk_create([wrong])
    own = UnitReception.objects.create(unit=cast.intake, municipality_code=HALMSTAD, care_type="somatic")
    with pytest.raises(IntegrityError, match="municipal"), transaction.atomic():
        UnitReception.objects.filter(pk=own.pk).update(municipality_code=KUNGSBACKA)
    assert lines() == before | {(own.unit_id, HALMSTAD, "somatic")}


def test_it_is_the_database_that_refuses_to_move_a_unit_from_under_its_lines(cast: Cast) -> None:
    UnitReception.objects.create(unit=cast.intake, municipality_code=HALMSTAD, care_type="somatic")
    with pytest.raises(IntegrityError, match="municipal"), transaction.atomic():
        Unit.objects.filter(pk=cast.intake.pk).update(organisation=cast.kungsbacka, is_default_intake=False)
    cast.halmstad.code = "1381"
    with pytest.raises(IntegrityError, match="municipal"), transaction.atomic():
        cast.halmstad.save()
    cast.intake.refresh_from_db()
    assert (cast.intake.organisation.name, cast.intake.organisation.code) == ("Halmstads kommun", HALMSTAD)


def test_it_never_proposes_a_unit_of_another_municipality(cast: Cast) -> None:
    for kinds in ([UnitKind.INTAKE, UnitKind.SOCIAL_PSYCHIATRY], [UnitKind.PRIMARY_CARE]):
        for code in (HALMSTAD, KUNGSBACKA):
            for care_type in CareType:
                for unit in receivers(code, care_type, kinds):
                    assert unit.may_receive_for(code)
