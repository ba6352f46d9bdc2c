"""A double click, a page that has grown old, a patient admitted twice."""

import uuid
from datetime import timedelta

import pytest

from coordination.actions import admissions
from coordination.core.episodes import CareType
from coordination.errors import AlreadyAdmitted, InvalidPatient, KeyUsedBefore, StaleCase
from coordination.models import Case, Patient
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details

NOON = at("2026-03-03T12:00")


def test_it_records_a_form_sent_twice_once(cast: Cast) -> None:
    story, key = Story(cast), uuid.uuid4()
    first = story.notify(NOON, idempotency_key=key)
    stored = everything_stored()
    # The second click carries the version of the page that both were made on.
    assert story.notify(NOON, idempotency_key=key, expected_version=1) == first
    assert everything_stored() == stored


def test_it_registers_an_admission_sent_twice_once(cast: Cast) -> None:
    key, details = uuid.uuid4(), patient_details()
    cases = [
        admissions.register(
            by=cast.nurse, patient=details, care_type=CareType.SOMATIC, admitted_at=NOON, idempotency_key=key
        )
        for _ in range(2)
    ]
    assert cases[0] == cases[1]
    assert Case.objects.count() == 1


def test_it_refuses_a_key_that_has_recorded_something_else(cast: Cast) -> None:
    story, key = Story(cast), uuid.uuid4()
    story.notify(NOON, idempotency_key=key)
    other = Story(cast)
    stored = everything_stored()
    for again in (story.is_ready, other.notify):
        with pytest.raises(KeyUsedBefore):
            again(NOON, idempotency_key=key)
    assert everything_stored() == stored


def test_it_refuses_a_page_that_others_have_overtaken(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    stored = everything_stored()
    with pytest.raises(StaleCase):
        story.is_ready(NOON, expected_version=1)
    assert everything_stored() == stored
    assert story.is_ready(NOON, expected_version=2).sequence == 3


def test_it_has_one_open_case_a_patient_and_ward(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(AlreadyAdmitted) as refused:
        Story(cast, patient=story.patient)
    assert refused.value.data == {"number": story.case.number}
    assert everything_stored() == stored
    story.goes_home(NOON)
    again = Story(cast, patient=story.patient, admitted_at=NOON + timedelta(days=20))
    assert again.case.patient == story.case.patient
    assert Patient.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"identity_value": "189001011234"},
        {"municipality_code": "9999"},
        {"given_name": ""},
        {"identity_type": "passport"},
    ],
)
def test_it_refuses_a_patient_who_cannot_be(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidPatient) as refused:
        Story(cast, patient=patient_details(**wrong))
    assert next(iter(wrong)) in refused.value.data["fields"]
    assert "189001011234" not in str(refused.value.message)
    assert Patient.objects.count() == Case.objects.count() == 0
