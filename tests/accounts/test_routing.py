"""To whom a message goes: the line that says most of the patients wins, and no answer is said to be one."""

from collections.abc import Iterable

import pytest
from django.utils import timezone

from accounts.access.roles import MUNICIPAL_KINDS, OUTPATIENT_KINDS
from accounts.models import CareType, District, Unit, UnitKind, UnitReception
from accounts.routing import Residents, Route, route, routes_by_district
from tests.cast import Cast, make_unit

OUTPATIENT = [UnitKind.PRIMARY_CARE, UnitKind.PSYCHIATRIC_OUTPATIENT]


def receivers(municipality: str, care_type: CareType, kinds: Iterable[str]) -> list[Unit]:
    return list(route(Residents(municipality, care_type), kinds).units)


def line(unit: Unit, care_type: CareType = CareType.SOMATIC, **part: District | Unit) -> UnitReception:
    return UnitReception.objects.create(unit=unit, municipality_code="1380", care_type=care_type, **part)


@pytest.fixture
def west(cast: Cast) -> District:
    return District.objects.create(organisation=cast.halmstad, name="Väster")


@pytest.mark.parametrize(
    ("care_type", "unit"),
    [
        (CareType.SOMATIC, "primary_care"),
        (CareType.PSYCHIATRIC, "psychiatry"),
        (CareType.FORENSIC, "psychiatry"),
    ],
)
def test_it_finds_the_unit_that_receives_such_care(cast: Cast, care_type: CareType, unit: str) -> None:
    assert receivers("1380", care_type, OUTPATIENT) == [getattr(cast, unit)]


def test_it_asks_for_kinds_of_unit(cast: Cast) -> None:
    assert receivers("1380", CareType.PSYCHIATRIC, [UnitKind.PRIMARY_CARE]) == []


def test_it_falls_back_to_the_municipalitys_default_intake_and_says_so(cast: Cast) -> None:
    found = route(Residents("1380", CareType.SOMATIC), [UnitKind.INTAKE])
    assert found == Route((cast.intake,), is_default=True)
    assert receivers("1384", CareType.SOMATIC, [UnitKind.INTAKE]) == [cast.stranger_intake]
    line(cast.intake)
    assert route(Residents("1380", CareType.SOMATIC), [UnitKind.INTAKE]) == Route((cast.intake,))


def test_it_lets_a_unit_that_receives_go_before_the_default_intake(cast: Cast) -> None:
    social = make_unit(cast.halmstad, "Socialpsykiatrin", UnitKind.SOCIAL_PSYCHIATRY)
    line(social, CareType.PSYCHIATRIC)
    kinds = [UnitKind.INTAKE, UnitKind.SOCIAL_PSYCHIATRY]
    assert receivers("1380", CareType.PSYCHIATRIC, kinds) == [social]
    assert receivers("1380", CareType.SOMATIC, kinds) == [cast.intake]


def test_it_has_no_fallback_for_outpatient_care(cast: Cast) -> None:
    assert receivers("1384", CareType.SOMATIC, OUTPATIENT) == []


def test_it_never_addresses_an_archived_unit_or_by_a_line_that_has_ended(cast: Cast) -> None:
    UnitReception.objects.filter(unit=cast.psychiatry).update(ended_at=timezone.now())
    cast.primary_care.archived_at = timezone.now()
    cast.primary_care.save()
    for care_type in CareType:
        assert receivers("1380", care_type, OUTPATIENT) == []


def test_the_line_that_says_most_wins(cast: Cast, west: District) -> None:
    """Of the whole municipality, of those listed somewhere, of a district, of both: each before the earlier ones."""
    patients = Residents("1380", CareType.SOMATIC, district=west.pk, listed_at=cast.primary_care.pk)
    parts: list[dict[str, District | Unit]] = [
        {},
        {"listed_at": cast.primary_care},
        {"district": west},
        {"district": west, "listed_at": cast.primary_care},
    ]
    for number, part in enumerate(parts):
        unit = make_unit(cast.halmstad, f"Enhet {number}", UnitKind.INTAKE)
        line(unit, **part)
        assert route(patients, MUNICIPAL_KINDS) == Route((unit,))
    elsewhere = Residents("1380", CareType.SOMATIC)
    assert [unit.name for unit in route(elsewhere, MUNICIPAL_KINDS).units] == ["Enhet 0"]


def test_a_district_that_nobody_speaks_of_lands_in_the_default_intake(cast: Cast, west: District) -> None:
    east = District.objects.create(organisation=cast.halmstad, name="Öster")
    unit = make_unit(cast.halmstad, "Biståndsenheten väster", UnitKind.INTAKE)
    line(unit, district=west)
    default = Route((cast.intake,), is_default=True)
    found = routes_by_district(Residents("1380", CareType.SOMATIC), MUNICIPAL_KINDS)
    assert found == {west: Route((unit,)), east: default, None: default}
    for district, expected in found.items():
        patients = Residents("1380", CareType.SOMATIC, district=district.pk if district else None)
        assert route(patients, MUNICIPAL_KINDS) == expected
    assert routes_by_district(Residents("1384", CareType.SOMATIC), MUNICIPAL_KINDS) == {}


def test_a_listed_patient_is_the_centres(cast: Cast) -> None:
    other = make_unit(cast.halland, "Nyhems vårdcentral", UnitKind.PRIMARY_CARE)
    listed = Residents("1380", CareType.SOMATIC, listed_at=other.pk)
    assert route(listed, OUTPATIENT_KINDS) == Route((other,))
    assert route(Residents("1384", CareType.SOMATIC, listed_at=other.pk), OUTPATIENT_KINDS) == Route((other,))
    # A line of theirs says who receives for them, a closed centre's for one.
    line(cast.primary_care, listed_at=other)
    assert route(listed, OUTPATIENT_KINDS) == Route((cast.primary_care,))


def test_primary_care_has_who_is_listed_nowhere_by_default(cast: Cast) -> None:
    nowhere = Residents("1380", CareType.SOMATIC)
    assert route(nowhere, OUTPATIENT_KINDS) == Route((cast.primary_care,), is_default=True)
    gone = make_unit(cast.halland, "Nyhems vårdcentral", UnitKind.PRIMARY_CARE)
    Unit.objects.filter(pk=gone.pk).update(archived_at=timezone.now())
    listed = Residents("1380", CareType.SOMATIC, listed_at=gone.pk)
    assert route(listed, OUTPATIENT_KINDS) == Route((cast.primary_care,), is_default=True)


def test_psychiatry_asks_not_where_the_patient_is_listed(cast: Cast) -> None:
    patients = Residents("1380", CareType.PSYCHIATRIC, listed_at=cast.primary_care.pk)
    assert route(patients, OUTPATIENT_KINDS) == Route((cast.psychiatry,))
    UnitReception.objects.filter(unit=cast.psychiatry).update(ended_at=timezone.now())
    assert route(patients, OUTPATIENT_KINDS) == Route((cast.primary_care,))
