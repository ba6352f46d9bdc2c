"""Numbers of patients, each checked by its type and stored one way."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from coordination.core.identities import IdentityType, MalformedIdentity, born_in, normalised
from coordination.models import Patient
from tests.coordination.stories import personal_number

TODAY = date(2026, 11, 22)
PERSONAL = IdentityType.PERSONAL_NUMBER
COORDINATION = IdentityType.COORDINATION_NUMBER
NATIONAL = IdentityType.RESERVE_NUMBER_NATIONAL
REGIONAL = IdentityType.RESERVE_NUMBER_REGIONAL


@pytest.mark.parametrize(
    ("kind", "written", "stored"),
    [
        # From the series that Skatteverket has set aside for tests.
        (PERSONAL, "189001019802", "189001019802"),
        (PERSONAL, "18900101-9802", "189001019802"),
        (PERSONAL, "18900101 9802", "189001019802"),
        (PERSONAL, "900101-9802", "199001019802"),
        (PERSONAL, "900101+9802", "189001019802"),
        (PERSONAL, "9001019802", "199001019802"),
        (NATIONAL, "99 19900101-ab12", "9919900101AB12"),
    ],
)
def test_it_stores_a_number_one_way(kind: IdentityType, written: str, stored: str) -> None:
    assert normalised(kind, written, today=TODAY) == stored


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (PERSONAL, ""),
        (PERSONAL, "189001019803"),
        (PERSONAL, "18900101980"),
        (PERSONAL, "18900101980x"),
        (PERSONAL, "189013019808"),
        (PERSONAL, "209001019802"),
        (PERSONAL, "189001619804"),
        (COORDINATION, "189001019802"),
        (NATIONAL, "12345"),
        (NATIONAL, "12345678901234567"),
        (NATIONAL, "123456!"),
    ],
)
def test_it_refuses_what_cannot_be_a_number_of_the_type(kind: IdentityType, written: str) -> None:
    with pytest.raises(MalformedIdentity):
        normalised(kind, written, today=TODAY)


def test_it_takes_a_coordination_number_whose_day_is_sixty_more() -> None:
    number = with_check_digit("18900161980")
    assert normalised(COORDINATION, number, today=TODAY) == number
    with pytest.raises(MalformedIdentity):
        normalised(PERSONAL, number, today=TODAY)


def test_it_knows_a_regional_number_by_who_gave_it() -> None:
    assert normalised(REGIONAL, "rx-123456", oid="1.2.752.113.11.0.2.1.1.1", today=TODAY) == "RX123456"
    for oid in ("", "halland", "1."):
        with pytest.raises(MalformedIdentity):
            normalised(REGIONAL, "rx-123456", oid=oid, today=TODAY)


def test_it_reads_the_year_of_birth_where_the_number_tells_it() -> None:
    assert born_in(PERSONAL, "189001019802") == 1890
    assert born_in(NATIONAL, "9919900101AB12") is None


@pytest.mark.parametrize(("day", "age"), [(date(2026, 1, 1), 136), (date(2025, 12, 31), 135)])
def test_it_counts_years_from_the_birthday(day: date, age: int) -> None:
    assert Patient(identity_type=PERSONAL, identity_value="189001019802").age_on(day) == age


def test_it_says_that_a_number_is_wrong_without_repeating_it() -> None:
    patient = Patient(identity_type=PERSONAL, identity_value="189001019803")
    with pytest.raises(ValidationError) as refused:
        patient.clean()
    assert "9803" not in str(refused.value)
    assert str(patient) == "patient None"


def test_it_makes_test_numbers_that_are_right_and_of_nobody() -> None:
    numbers = [personal_number(index) for index in range(0, 30000, 7)]
    assert len(set(numbers)) == len(numbers)
    assert all(normalised(PERSONAL, number, today=TODAY) == number for number in numbers)


def with_check_digit(eleven: str) -> str:
    """The number with the digit that makes it right: one of ten does."""
    (found,) = [digit for digit in "0123456789" if _is_right(eleven + digit)]
    return eleven + found


def _is_right(number: str) -> bool:
    try:
        normalised(COORDINATION, number, today=TODAY)
    except MalformedIdentity:
        return False
    return True
