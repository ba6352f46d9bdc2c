"""Names, addresses and official identities: what the database takes and how it sorts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import Organisation, Unit, UnitKind, User
from accounts.models.swedish_order import KEYS, LETTERS
from tests.cast import Cast, make_organisation, make_unit


def test_it_sorts_names_as_swedes_expect(cast: Cast) -> None:
    for name in ["Öna", "Ärt", "Åsa", "zeta", "Zeta B", "Édith", "Alfa", "Ünal"]:
        make_unit(cast.halland, name, UnitKind.ADMINISTRATION)
    names = list(Unit.objects.filter(kind=UnitKind.ADMINISTRATION).values_list("name", flat=True))
    assert names == ["Alfa", "Édith", "Förvaltning", "Ünal", "zeta", "Zeta B", "Åsa", "Ärt", "Öna"]


def test_it_pairs_every_letter_with_its_key() -> None:
    assert len(LETTERS) == len(KEYS)


@pytest.mark.django_db
def test_it_takes_one_account_for_an_address_whatever_its_case() -> None:
    User.objects.create_user("Eva.Ek@Example.se", name="Eva Ek")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("eva.ek@example.SE", name="En annan")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="EVA.EK@example.se", name="En tredje")])
    assert User.objects.get(email="EVA.ek@example.se").name == "Eva Ek"


@pytest.mark.parametrize(
    "hsa_id",
    [
        "",
        "SE123456789-A",
        "SE12345678901-A",
        "NO1234567890-A",
        "SE1234567890-",
        "SE1234567890-Å1",
        "SE1234567890-A B",
        "SE1234567890-" + "A" * 19,
        "SE1234567890-A\n",
    ],
)
def test_it_refuses_an_hsa_id_that_is_none(cast: Cast, hsa_id: str) -> None:
    cast.ward.hsa_id = hsa_id
    with pytest.raises(ValidationError):
        cast.ward.full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        cast.ward.save()
    cast.ward.refresh_from_db()
    assert cast.ward.hsa_id.startswith("SE9999999999-")


@pytest.mark.parametrize(
    ("kind", "code", "region"),
    [
        ("region", "1380", "13"),
        ("region", "13", "20"),
        ("municipality", "13", "13"),
        ("municipality", "1380", "20"),
        ("private_provider", "1380", "13"),
    ],
)
@pytest.mark.django_db
def test_it_refuses_a_code_that_does_not_fit_the_organisation(kind: str, code: str, region: str) -> None:
    with pytest.raises(IntegrityError, match="organisation_code_fits_kind"), transaction.atomic():
        make_organisation(Organisation.Kind(kind), "Påhittad", code, region)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_it_knows_which_municipalities_there_are() -> None:
    nowhere = Organisation(kind="municipality", name="Ankeborg", code="1399", region_code="13")
    with pytest.raises(ValidationError, match="1399"):
        nowhere.full_clean()


def test_it_keeps_one_default_intake_for_a_municipality(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="one_default_intake"), transaction.atomic():
        make_unit(cast.halmstad, "En till", UnitKind.INTAKE, is_default_intake=True)
    with pytest.raises(IntegrityError, match="default_intake_is_an_intake_in_use"), transaction.atomic():
        make_unit(cast.dalarna, "Avd 5", UnitKind.WARD, is_default_intake=True)
    assert list(Unit.objects.filter(is_default_intake=True)) == [cast.intake, cast.stranger_intake]


def test_it_refuses_units_of_another_kind_of_organisation(cast: Cast) -> None:
    cast.intake.organisation = cast.halland
    with pytest.raises(ValidationError, match="enheter"):
        cast.intake.full_clean()
