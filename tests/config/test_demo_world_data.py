"""What the demo's people, places and finished stays are made of: all of it invented, and like life where it must be."""

import re
from collections import Counter
from datetime import date

import pytest
from stdnum import luhn

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES
from agreements.tracks import load_tracks
from config.demo.finished_year import months_until
from config.demo.identities import coordination_number, personal_number
from config.demo.patients import Patients
from config.demo.people import SIGN_IN_PEOPLE
from config.demo.places import REGIONS, official_name, place_of
from config.demo.stays import stays_of_month
from config.demo.units import planned_units
from coordination.core.episodes import CareType, Episode
from coordination.core.identities import IdentityType, normalised

TODAY = date(2026, 11, 23)
PUBLISHED_TEST_NUMBERS = [
    (personal_number(date(1890, 1, 1), is_woman=True), "189001019802"),
    (personal_number(date(1990, 2, 22), is_woman=False), "199002222397"),
    (coordination_number(date(1914, 1, 8), is_woman=False), "191401682396"),
]


@pytest.mark.parametrize(("made", "published"), PUBLISHED_TEST_NUMBERS)
def test_it_makes_the_numbers_that_skatteverket_publishes_for_tests(made: str, published: str) -> None:
    assert made == published


def test_it_gives_every_patient_a_number_of_their_own_from_the_test_series() -> None:
    patients = Patients(TODAY)
    everybody = [patients.one_in("1380", CareType.SOMATIC) for _ in range(200)]
    assert len({one.identity_value for one in everybody}) == 200
    for one in everybody:
        match one.identity_type:
            case IdentityType.PERSONAL_NUMBER:
                assert re.fullmatch(r"19\d{6}(98|99)\d\d", one.identity_value)
            case IdentityType.COORDINATION_NUMBER:
                assert re.fullmatch(r"19\d{6}23[89]\d", one.identity_value)
            case _:
                assert re.search("[A-Z]", one.identity_value)


def test_it_gives_numbers_that_the_system_takes() -> None:
    patients = Patients(TODAY)
    for _ in range(60):
        one = patients.one_in("2080", CareType.PSYCHIATRIC)
        stored = normalised(one.identity_type, one.identity_value, oid=one.identity_oid, today=TODAY)
        assert stored == one.identity_value
        if one.identity_type is IdentityType.PERSONAL_NUMBER:
            assert luhn.is_valid(one.identity_value[2:])


def test_it_gives_the_same_patients_on_the_same_day() -> None:
    first, second = Patients(TODAY), Patients(TODAY)
    for _ in range(30):
        assert first.one_in("1380", CareType.SOMATIC) == second.one_in("1380", CareType.SOMATIC)


def test_it_has_all_municipalities_of_its_regions_under_their_codes() -> None:
    for region in REGIONS:
        inside = {code for code, place in MUNICIPALITIES.items() if place.region == region.code}
        assert {town.code for town in region.towns} == inside


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1380", "Halmstads kommun"),
        ("1315", "Hylte kommun"),
        ("1421", "Orust kommun"),
        ("1480", "Göteborgs stad"),
        ("1490", "Borås stad"),
        ("2023", "Malung-Sälens kommun"),
        ("2080", "Falu kommun"),
        ("2514", "Kalix kommun"),
        ("2583", "Haparanda stad"),
    ],
)
def test_it_calls_municipalities_what_they_call_themselves(code: str, name: str) -> None:
    assert official_name(place_of(code)) == name


def test_it_plans_units_that_can_be_told_apart() -> None:
    plans = [plan for region in REGIONS for plan in planned_units(region)]
    assert not [key for key, times in Counter(plan.key for plan in plans).items() if times > 1]
    assert not [
        name for name, times in Counter((plan.organisation, plan.name) for plan in plans).items() if times > 1
    ]


def test_it_shows_by_their_names_that_the_people_to_sign_in_as_are_invented() -> None:
    for person in SIGN_IN_PEOPLE:
        given, family = person.name.split()
        assert given[0] == family[0]


def a_year() -> list[Episode]:
    return [
        stay for region in REGIONS for month in months_until(TODAY) for stay in stays_of_month(region, month)
    ]


def days_waited(stay: Episode) -> int:
    assert stay.discharged_at is not None
    assert stay.discharge_ready_at is not None
    return (stay.discharged_at.date() - stay.discharge_ready_at.date()).days


def test_it_lets_most_go_home_on_the_day_they_are_ready_and_few_wait_more_than_a_week() -> None:
    waited = [days_waited(stay) for stay in a_year() if stay.discharge_ready_at]
    shares = [sum(low <= days <= high for days in waited) / len(waited) for low, high in WAITS]
    for share, (least, most) in zip(shares, SHARES, strict=True):
        assert least <= share <= most, shares


WAITS = [(0, 0), (1, 1), (2, 2), (3, 7), (8, 60)]
SHARES = [(0.62, 0.72), (0.11, 0.16), (0.05, 0.10), (0.06, 0.16), (0.01, 0.05)]


def test_it_tells_thirteen_months_until_yesterday() -> None:
    months = list(months_until(TODAY))
    assert months[0].first == date(2025, 11, 1)
    assert months[-1].last == date(2026, 11, 22)
    assert len(months) == 13


def test_it_tells_twelve_months_on_the_first_of_a_month() -> None:
    months = list(months_until(date(2026, 3, 1)))
    assert (months[0].first, months[-1].last) == (date(2025, 3, 1), date(2026, 2, 28))
    assert len(months) == 12


def test_it_never_lets_time_run_backwards_in_a_stay() -> None:
    for stay in a_year():
        assert stay.discharged_at is not None
        assert stay.admitted_at < stay.discharged_at
        if stay.discharge_ready_at:
            assert stay.admitted_at < stay.discharge_ready_at <= stay.discharged_at


def test_it_has_stays_of_every_kind_that_a_bill_must_explain() -> None:
    stays = a_year()
    assert any(stay.placing_municipality for stay in stays)
    assert any(stay.region_unavailable_from and not stay.region_unavailable_to for stay in stays)
    assert any(stay.region_unavailable_to for stay in stays)
    assert {stay.care_type for stay in stays} == set(CareType)
    assert any(stay.need_assessed_at for stay in stays)


def test_it_is_the_same_for_the_same_day() -> None:
    assert a_year() == a_year()


def test_it_names_no_region_that_no_text_or_track_of_ours_speaks_of() -> None:
    bound = {text.parties.value.region for text in load_agreements().values() if text.kind != "statute"}
    assert {region.code for region in REGIONS} == bound | set(load_tracks())


def test_it_writes_no_address_that_a_letter_could_reach() -> None:
    patients = Patients(TODAY)
    for _ in range(60):
        assert not re.search(r"\d{3} ?\d{2}", patients.one_in("1380", CareType.SOMATIC).address)
