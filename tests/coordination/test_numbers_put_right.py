"""A patient's number put right: the case goes on as it was, and whoever knew the former number finds it still."""

import uuid
from typing import Any

import pytest

from accounts.models import Assignment
from coordination.actions import admissions, transfers
from coordination.core.civil import civil
from coordination.core.ending import OF_THE_RECORD
from coordination.core.episodes import CareType
from coordination.core.events import Destination
from coordination.core.identities import IdentityType
from coordination.core.patient_events import NumberFault
from coordination.core.states import Status, Step
from coordination.errors import (
    AlreadyAdmitted,
)
from coordination.models import Case, Delivery, EpisodeFacts, FormerNumber, Medium, Patient, PatientSnapshot
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination.wards import second_nurse

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


def test_it_gives_the_case_the_right_number_and_keeps_the_former(cast: Cast, story: Story) -> None:
    event = story.has_number(NOON, RIGHT, REPLACED)
    assert number_of(story.case) == RIGHT
    told = story.history.recorded[-1].payload
    assert (told.before.value, told.after.value, told.fault, told.reason) == (
        RESERVE,
        RIGHT,
        REPLACED,
        "legitimation",
    )
    assert (event.by, event.registered_at) == (cast.nurse, NOON)
    opened = open_case(cast.case_officer, story.case.pk)
    assert [one.identity_value for one in opened.former_numbers] == [RESERVE]
    assert opened.patient.identity_value == RIGHT


def test_it_changes_nothing_else_of_the_case(story: Story) -> None:
    """What it costs follows the case, and so do its time limits and its parties."""
    parts = ("Party", "EpisodeFacts", "Deadline", "PatientSnapshot")
    before = {name: rows for name, rows in everything_stored().items() if name in parts}
    status = story.status()
    story.has_number(at("2026-03-03T11:05"), RIGHT, REPLACED)
    assert {name: rows for name, rows in everything_stored().items() if name in parts} == before
    assert story.status() == status


def test_it_is_billed_as_the_same_episode(story: Story) -> None:
    story.has_number(NOON, RIGHT, REPLACED)
    story.goes_home(at("2026-03-09T10:00"))
    (facts,) = EpisodeFacts.objects.latest()
    assert (facts.episode_id, facts.discharged_at) == (story.case.number, civil(at("2026-03-09T10:00")))


def test_it_tells_the_other_parties(cast: Cast, story: Story) -> None:
    event = story.has_number(NOON, RIGHT, REPLACED)
    told = Delivery.objects.filter(event=event).values_list("unit__name", flat=True)
    assert set(told) == {"Biståndsenheten", "Andersbergs vårdcentral"}


def test_it_is_put_right_when_the_patient_has_gone_home_and_the_parties_are_told(
    cast: Cast, story: Story
) -> None:
    """The discharge stands meanwhile, and so does what it costs."""
    story.goes_home(at("2026-03-06T10:00"))
    facts = list(EpisodeFacts.objects.latest().values())
    event = story.has_number(LATER, RIGHT, WRONG)
    assert number_of(story.case) == RIGHT
    assert story.status() == Status.DISCHARGED
    assert list(EpisodeFacts.objects.latest().values()) == facts
    told = Delivery.objects.filter(event=event, medium=Medium.INBOX).values_list("unit__name", flat=True)
    assert set(told) == {"Biståndsenheten", "Andersbergs vårdcentral"}
    assert [one.identity_value for one in open_case(cast.case_officer, story.case.pk).former_numbers] == [
        RESERVE
    ]


def test_it_is_put_right_though_the_person_has_had_other_stays_before_and_since(
    cast: Cast, story: Story
) -> None:
    story.goes_home(at("2026-03-06T10:00"))
    before = Story(cast, admitted_at=at("2026-02-02T10:00"), patient=patient_details(identity_value=RIGHT))
    before.goes_home(at("2026-02-05T10:00"))
    since = Story(cast, admitted_at=at("2026-03-10T10:00"), patient=patient_details(identity_value=RIGHT))
    story.has_number(LATER, RIGHT, WRONG, is_same_person=True)
    assert {number_of(one.case) for one in (before, story, since)} == {RIGHT}


@pytest.mark.parametrize("fault", [WRONG, REPLACED])
def test_it_is_put_right_of_who_has_died(story: Story, fault: NumberFault) -> None:
    story.goes_home(at("2026-03-06T10:00"), Destination.DECEASED)
    assert Step.IDENTITY_CORRECTED in OF_THE_RECORD
    story.has_number(LATER, RIGHT, fault)
    assert number_of(story.case) == RIGHT


def test_it_moves_a_wrong_numbers_case_alone(cast: Cast) -> None:
    """The number was typed wrongly: it is Bo's, and Bo's own stay remains his."""
    bo = Story(cast, admitted_at=at("2026-02-02T10:00"))
    bo.goes_home(at("2026-02-05T10:00"))
    anna = Story(cast, patient=bo.patient)
    anna.has_number(NOON, RIGHT, WRONG)
    assert number_of(anna.case) == RIGHT
    assert number_of(bo.case) == bo.patient.identity_value
    assert admit(cast.nurse, identity_value=bo.patient.identity_value).patient == bo.case.patient


def test_it_moves_all_that_is_the_persons_when_the_number_was_replaced(cast: Cast) -> None:
    before = Story(cast, admitted_at=at("2026-02-02T10:00"), patient=reserve_details())
    before.goes_home(at("2026-02-05T10:00"))
    story = Story(cast, patient=reserve_details())
    event = story.has_number(NOON, RIGHT, REPLACED)
    assert number_of(before.case) == number_of(story.case) == RIGHT
    # In the other case no event says where the patient lies now; the row says by which one it was.
    assert before.case.events.count() == 2
    assert [row.event for row in before.case.former_numbers.all()] == [event]


def test_it_merges_with_a_person_whom_others_have_met(cast: Cast, story: Story) -> None:
    elsewhere = admissions.register(
        by=cast.stranger_nurse,
        patient=patient_details(identity_value=RIGHT),
        care_type=CareType.SOMATIC,
        admitted_at=at("2026-03-02T10:00"),
        registered_at=at("2026-03-02T10:00"),
    )
    story.has_number(NOON, RIGHT, REPLACED)
    story.case.refresh_from_db()
    assert elsewhere.patient == story.case.patient


def test_it_knows_the_person_by_the_former_number_ever_after(cast: Cast, story: Story) -> None:
    story.has_number(NOON, RIGHT, REPLACED)
    with pytest.raises(AlreadyAdmitted):
        admissions.register(
            by=cast.nurse, patient=reserve_details(), care_type=CareType.SOMATIC, admitted_at=NOON
        )
    known = PatientSnapshot.objects.known_to_care_provider_of(cast.nurse)
    reserve = Patient(identity_type=IdentityType.RESERVE_NUMBER_NATIONAL, identity_value=RESERVE)
    assert known.latest_of(reserve) == story.case.snapshot
    other = second_nurse(cast)
    moved = transfers.take_over(by=other, patient=reserve_details(), occurred_at=NOON, registered_at=LATER)
    assert moved == story.case


def test_it_takes_the_protection_along(cast: Cast) -> None:
    details = patient_details(has_protected_identity=True)
    story = Story(cast, patient=details)
    story.has_number(NOON, RIGHT, WRONG)
    story.case.refresh_from_db()
    assert story.case.patient is not None
    assert story.case.patient.has_protected_identity
    assert not open_case(cast.nurse, story.case.pk).may_know(story.history.recorded[-1].payload)


def test_it_undoes_a_replacing_that_was_wrong_in_every_case_that_followed(cast: Cast) -> None:
    before = Story(cast, admitted_at=at("2026-02-02T10:00"), patient=reserve_details())
    before.goes_home(at("2026-02-05T10:00"))
    theirs = Story(cast, admitted_at=at("2026-01-02T10:00"), patient=patient_details(identity_value=RIGHT))
    theirs.goes_home(at("2026-01-05T10:00"))
    story = Story(cast, patient=reserve_details())
    story.has_number(NOON, RIGHT, REPLACED, is_same_person=True)
    story.has_number(
        at("2026-03-04T13:00"), RESERVE, WRONG, identity_type=IdentityType.RESERVE_NUMBER_NATIONAL
    )
    assert number_of(before.case) == number_of(story.case) == RESERVE
    assert number_of(theirs.case) == RIGHT
    assert not Patient.objects.exclude(replaced_by=None).exists()
    formerly = [row.patient.identity_value for row in story.case.former_numbers.order_by("pk")]
    assert formerly == [RESERVE, RIGHT]
    assert [one.identity_value for one in open_case(cast.nurse, story.case.pk).former_numbers] == [RIGHT]


def test_it_follows_a_number_that_is_replaced_twice(cast: Cast, story: Story) -> None:
    last = personal_number(5001)
    story.has_number(NOON, RIGHT, REPLACED)
    story.has_number(at("2026-03-04T13:00"), last, REPLACED)
    story.goes_home(at("2026-03-05T13:00"))
    again = admissions.register(
        by=cast.nurse, patient=reserve_details(), care_type=CareType.SOMATIC, admitted_at=LATER
    )
    assert number_of(again) == number_of(story.case) == last


def test_it_corrects_once_when_sent_twice(story: Story) -> None:
    key = uuid.uuid4()
    first = story.has_number(NOON, RIGHT, REPLACED, idempotency_key=key)
    stored = everything_stored()
    assert story.has_number(NOON, RIGHT, REPLACED, idempotency_key=key) == first
    assert everything_stored() == stored


def test_it_keeps_the_rows_of_former_numbers(story: Story) -> None:
    story.has_number(NOON, RIGHT, REPLACED)
    row = FormerNumber.objects.get()
    with pytest.raises(TypeError):
        row.delete()
    with pytest.raises(TypeError):
        row.save()
    assert story.history.recorded[-1].step is Step.IDENTITY_CORRECTED
