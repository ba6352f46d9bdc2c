"""A number is put right by the ward of an open case alone, and never so that a patient lies in two wards."""

from typing import Any

import pytest

from accounts.access.policy import NotAllowed
from accounts.models import AccessLogEntry, Assignment
from coordination.actions import admissions
from coordination.core.episodes import CareType
from coordination.core.identities import IdentityType
from coordination.core.patient_events import NumberFault
from coordination.core.refusals import Refusal
from coordination.errors import (
    CaseNotFound,
    InvalidPatient,
    NotYourStep,
    OtherStay,
    OverlappingStay,
    StepRefused,
)
from coordination.identity_errors import NumberIsKnown, OpenSomewhereUnderThatNumber, OpenUnderThatNumber
from coordination.models import Case
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination.wards import private_nurse, second_nurse

RIGHT = personal_number(5000)
RESERVE = "9919900101AB12"
WRONG, REPLACED = NumberFault.WRONG, NumberFault.REPLACED
NOON = at("2026-03-04T12:00")
LATER = at("2026-03-20T12:00")


def reserve_details(value: str = RESERVE) -> Any:
    return patient_details(identity_type=IdentityType.RESERVE_NUMBER_NATIONAL, identity_value=value)


@pytest.fixture
def story(cast: Cast) -> Story:
    """Admitted under a reserve number, and those concerned are told."""
    story = Story(cast, patient=reserve_details())
    story.notify(at("2026-03-03T11:00"))
    return story


def number_of(case: Case) -> str:
    case.refresh_from_db()
    assert case.patient is not None
    return case.patient.identity_value


def admit(by: Assignment, **known: Any) -> Case:
    return admissions.register(
        by=by,
        patient=patient_details(**known),
        care_type=CareType.SOMATIC,
        admitted_at=LATER,
        registered_at=LATER,
    )


def test_it_asks_whether_it_is_the_same_person_where_somebody_is_known(cast: Cast, story: Story) -> None:
    known = Story(cast, admitted_at=at("2026-01-02T10:00"), patient=patient_details(identity_value=RIGHT))
    known.goes_home(at("2026-01-05T10:00"))
    stored = everything_stored()
    with pytest.raises(NumberIsKnown) as refused:
        story.has_number(NOON, RIGHT, REPLACED)
    assert refused.value.data == {"number": known.case.number}
    assert everything_stored() == stored
    assert AccessLogEntry.objects.get(case_id=known.case.pk).assignment == cast.nurse
    story.has_number(NOON, RIGHT, REPLACED, is_same_person=True)
    assert number_of(story.case) == RIGHT


@pytest.mark.parametrize("fault", NumberFault)
def test_it_refuses_two_open_cases_of_one_patient(cast: Cast, story: Story, fault: NumberFault) -> None:
    other = second_nurse(cast)
    admit(other, identity_value=RIGHT)
    stored = everything_stored()
    with pytest.raises(OpenUnderThatNumber) as refused:
        story.has_number(NOON, RIGHT, fault, is_same_person=True)
    assert refused.value.data == {"ward": "Avd 6A"}
    assert everything_stored() == stored


def test_it_does_not_say_where_a_protected_patient_of_others_lies(cast: Cast, story: Story) -> None:
    admit(private_nurse(cast), identity_value=RIGHT, has_protected_identity=True)
    stored = everything_stored()
    with pytest.raises(OpenSomewhereUnderThatNumber) as refused:
        story.has_number(NOON, RIGHT, REPLACED)
    assert refused.value.data == {}
    assert everything_stored() == stored


def test_it_goes_on_once_the_mistaken_case_is_cancelled(cast: Cast, story: Story) -> None:
    twice = Story(cast, patient=patient_details(identity_value=RIGHT))
    with pytest.raises(OtherStay):
        story.has_number(NOON, RIGHT, REPLACED)
    twice.cancel(NOON)
    story.has_number(NOON, RIGHT, REPLACED)
    assert number_of(story.case) == RIGHT


def test_it_refuses_a_number_whose_person_lay_elsewhere_those_days(cast: Cast, story: Story) -> None:
    there = Story(cast, admitted_at=at("2026-02-20T10:00"), patient=patient_details(identity_value=RIGHT))
    there.goes_home(at("2026-03-04T10:00"))
    stored = everything_stored()
    with pytest.raises(OverlappingStay):
        story.has_number(NOON, RIGHT, REPLACED, is_same_person=True, registered_at=LATER)
    assert everything_stored() == stored


def test_it_refuses_afterwards_a_number_whose_person_lay_elsewhere_those_days(
    cast: Cast, story: Story
) -> None:
    """Whether that stay has ended or goes on."""
    story.goes_home(at("2026-03-06T10:00"))
    there = Story(cast, admitted_at=at("2026-03-05T10:00"), patient=patient_details(identity_value=RIGHT))
    for ends in (lambda: None, lambda: there.goes_home(at("2026-03-09T10:00"))):
        ends()
        stored = everything_stored()
        with pytest.raises(OverlappingStay):
            story.has_number(LATER, RIGHT, WRONG, is_same_person=True)
        assert everything_stored() == stored


@pytest.mark.parametrize(
    ("value", "refusal"), [("189001019803", InvalidPatient), ("190001019802", InvalidPatient)]
)
def test_it_refuses_what_is_no_number(story: Story, value: str, refusal: type[Exception]) -> None:
    stored = everything_stored()
    with pytest.raises(refusal):
        story.has_number(NOON, value, WRONG)
    assert everything_stored() == stored


@pytest.mark.parametrize("fault", NumberFault)
def test_it_refuses_the_number_that_the_patient_has(cast: Cast, fault: NumberFault) -> None:
    story = Story(cast, patient=patient_details(identity_value=RIGHT))
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.has_number(NOON, RIGHT, fault)
    assert refused.value.refusal is Refusal.NOTHING_CORRECTED
    assert everything_stored() == stored


def test_it_is_for_the_ward_where_the_patient_lies_alone(cast: Cast, story: Story) -> None:
    other = second_nurse(cast)
    strangers = (cast.stranger_nurse, cast.stranger_officer, cast.system_administrator, other)
    for by, refusal in [
        *((one, NotAllowed) for one in (cast.coordinator, cast.case_officer)),
        *((one, CaseNotFound) for one in strangers),
    ]:
        story.nurse = by
        stored = everything_stored()
        with pytest.raises(refusal):
            story.has_number(NOON, RIGHT, REPLACED)
        assert everything_stored() == stored
    story.nurse = cast.nurse
    story.moves(NOON, other)
    story.nurse = cast.nurse
    stored = everything_stored()
    with pytest.raises(NotYourStep):
        story.has_number(at("2026-03-04T13:00"), RIGHT, REPLACED)
