"""What a ward knows of a patient is its own case's: nobody reads it who has not met them, and nobody writes over it."""

from typing import Any

import pytest

from accounts.models import Assignment
from coordination.actions import admissions
from coordination.core.episodes import CareType
from coordination.models import Case, Patient, PatientSnapshot
from tests.cast import Cast
from tests.coordination.stories import Story, at, patient_details
from tests.coordination.wards import private_nurse, second_nurse

NOON = at("2026-03-03T12:00")
LATER = at("2026-03-20T12:00")


def admit(by: Assignment, number: str, **known: Any) -> Case:
    """The patient comes to another ward, later."""
    return admissions.register(
        by=by,
        patient=patient_details(identity_value=number, **known),
        care_type=CareType.SOMATIC,
        admitted_at=LATER,
        registered_at=LATER,
    )


@pytest.fixture
def first(cast: Cast) -> Story:
    """A stay that is over."""
    story = Story(cast)
    story.goes_home(NOON)
    return story


def test_it_keeps_what_each_ward_knows_of_one_person(cast: Cast, first: Story) -> None:
    number = first.patient.identity_value
    again = admit(
        cast.stranger_nurse,
        f"{number[:8]}-{number[8:]}",
        family_name="Öberg",
        address="Åsgatan 2, 791 71 Falun",
        municipality_code="2080",
    )
    first.case.refresh_from_db()
    assert Patient.objects.count() == 1
    assert again.patient == first.case.patient
    assert (first.case.snapshot.name, first.case.snapshot.address) == (
        "Anna Andersson",
        first.patient.address,
    )
    assert (first.case.municipality_code, again.municipality_code) == ("1380", "2080")
    assert again.snapshot.name == "Anna Öberg"


def test_it_shows_a_snapshot_to_the_parties_of_its_case_only(cast: Cast, first: Story) -> None:
    again = admit(cast.stranger_nurse, first.patient.identity_value, family_name="Öberg")
    seen = PatientSnapshot.objects.visible_to
    assert [one.case for one in seen(cast.nurse)] == [first.case]
    assert [one.case for one in seen(cast.stranger_nurse)] == [again]


def test_it_proposes_what_the_own_care_provider_knows_and_nothing_of_others(cast: Cast, first: Story) -> None:
    known = {
        who.unit.name: PatientSnapshot.objects.known_to_care_provider_of(who).latest_of(first.case.patient)
        for who in (
            cast.nurse,
            second_nurse(cast),
            private_nurse(cast),
            cast.stranger_nurse,
            cast.coordinator,
            cast.case_officer,
            cast.system_administrator,
        )
    }
    assert {name for name, snapshot in known.items() if snapshot} == {"Avd 4B", "Avd 6A"}


def test_it_proposes_nothing_of_a_case_that_was_a_mistake(cast: Cast) -> None:
    story = Story(cast)
    story.cancel(NOON)
    known = PatientSnapshot.objects.known_to_care_provider_of(cast.nurse)
    assert known.latest_of(story.case.patient) is None


def test_it_erases_no_address_by_a_field_left_empty(cast: Cast, first: Story) -> None:
    number = first.patient.identity_value
    assert admit(cast.nurse, number, address="").snapshot.address == first.patient.address


def test_it_takes_no_address_from_another_care_provider(cast: Cast, first: Story) -> None:
    number = first.patient.identity_value
    assert admit(cast.stranger_nurse, number, address="").snapshot.address == ""


def test_it_masks_the_person_in_every_case_once_anybody_has_registered_a_protection(
    cast: Cast, first: Story
) -> None:
    number = first.patient.identity_value
    admit(cast.stranger_nurse, number, has_protected_identity=True)
    assert Patient.objects.get().has_protected_identity
    first.case.refresh_from_db()
    assert first.case.patient.has_protected_identity


def test_it_ends_no_protection_by_an_admission(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(has_protected_identity=True))
    story.goes_home(NOON)
    admit(cast.nurse, story.patient.identity_value, has_protected_identity=False)
    assert Patient.objects.get().has_protected_identity


def test_it_sorts_names_as_swedes_do(cast: Cast) -> None:
    for name in ("Öberg", "Zetterlund", "Ångström", "Ärlig"):
        Story(cast, patient=patient_details(family_name=name))
    names = PatientSnapshot.objects.order_by("sort_name").values_list("family_name", flat=True)
    assert list(names) == ["Zetterlund", "Ångström", "Ärlig", "Öberg"]
