"""To whom a message goes."""

import pytest
from django.utils import timezone

from accounts.models import CareType, UnitKind, UnitReception
from accounts.routing import receivers
from tests.cast import Cast, make_unit

OUTPATIENT = [UnitKind.PRIMARY_CARE, UnitKind.PSYCHIATRIC_OUTPATIENT]


@pytest.mark.parametrize(
    ("care_type", "unit"),
    [
        (CareType.SOMATIC, "primary_care"),
        (CareType.PSYCHIATRIC, "psychiatry"),
        (CareType.FORENSIC, "psychiatry"),
    ],
)
def test_it_finds_the_unit_that_receives_such_care(cast: Cast, care_type: CareType, unit: str) -> None:
    assert list(receivers("1380", care_type, OUTPATIENT)) == [getattr(cast, unit)]


def test_it_asks_for_kinds_of_unit(cast: Cast) -> None:
    assert list(receivers("1380", CareType.PSYCHIATRIC, [UnitKind.PRIMARY_CARE])) == []


def test_it_falls_back_to_the_municipalitys_default_intake(cast: Cast) -> None:
    assert list(receivers("1380", CareType.SOMATIC, [UnitKind.INTAKE])) == [cast.intake]
    assert list(receivers("1384", CareType.SOMATIC, [UnitKind.INTAKE])) == [cast.stranger_intake]


def test_it_lets_a_unit_that_receives_go_before_the_default_intake(cast: Cast) -> None:
    social = make_unit(cast.halmstad, "Socialpsykiatrin", UnitKind.SOCIAL_PSYCHIATRY)
    UnitReception.objects.create(unit=social, municipality_code="1380", care_type=CareType.PSYCHIATRIC)

    kinds = [UnitKind.INTAKE, UnitKind.SOCIAL_PSYCHIATRY]
    assert list(receivers("1380", CareType.PSYCHIATRIC, kinds)) == [social]
    assert list(receivers("1380", CareType.SOMATIC, kinds)) == [cast.intake]


def test_it_gives_both_the_intake_and_primary_care_when_both_are_asked_for(cast: Cast) -> None:
    found = receivers("1380", CareType.SOMATIC, [UnitKind.INTAKE, UnitKind.PRIMARY_CARE])
    assert list(found) == [cast.primary_care, cast.intake]


def test_it_has_no_fallback_for_outpatient_care(cast: Cast) -> None:
    assert list(receivers("1384", CareType.SOMATIC, OUTPATIENT)) == []


def test_it_never_addresses_an_archived_unit(cast: Cast) -> None:
    cast.primary_care.archived_at = timezone.now()
    cast.primary_care.save()
    assert list(receivers("1380", CareType.SOMATIC, OUTPATIENT)) == []
