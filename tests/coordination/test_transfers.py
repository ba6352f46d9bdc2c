"""A patient who is moved has one case all the same: it goes with them, and the ward that they left reads until then."""

import uuid
from datetime import timedelta

import pytest

from accounts.access.policy import NotAllowed
from accounts.models import AccessLogEntry, Assignment
from coordination.actions import transfers
from coordination.core import standing
from coordination.core.civil import civil
from coordination.core.episodes import CareType
from coordination.core.refusals import Refusal
from coordination.core.states import Capacity, Step
from coordination.errors import (
    AdmittedAtAnotherProvider,
    AdmittedSomewhere,
    AlreadyAdmitted,
    CaseNotFound,
    NothingToTakeOver,
    NotYourStep,
    StepRefused,
    UnsuitableWard,
)
from coordination.models import Case, EpisodeFacts
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details
from tests.coordination.wards import private_nurse, second_nurse

MOVED = at("2026-03-04T22:30")
LATER = at("2026-03-05T09:00")


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return second_nurse(cast)


@pytest.fixture
def story(cast: Cast) -> Story:
    """Admitted on Tuesday, and those concerned are told."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


def capacities(case: Case) -> dict[str, str]:
    return dict(case.parties.values_list("unit__name", "capacity"))


def take_over(by: Assignment, story: Story, **more: uuid.UUID) -> Case:
    return transfers.take_over(by=by, patient=story.patient, occurred_at=MOVED, registered_at=MOVED, **more)


def test_it_makes_the_new_ward_the_ward_and_the_old_one_a_former_one(story: Story, other: Assignment) -> None:
    story.moves(MOVED, other)
    story.case.refresh_from_db()
    assert story.case.ward == other.unit
    assert capacities(story.case) == {
        "Avd 4B": Capacity.FORMER_WARD,
        "Avd 6A": Capacity.WARD,
        "Biståndsenheten": Capacity.MUNICIPALITY,
        "Andersbergs vårdcentral": Capacity.OUTPATIENT,
    }
    assert story.is_ready(LATER).capacity == Capacity.WARD


def test_it_is_one_stay_to_billing(story: Story, other: Assignment) -> None:
    story.moves(MOVED, other)
    story.goes_home(at("2026-03-09T10:00"))
    (facts,) = EpisodeFacts.objects.latest()
    assert (facts.episode_id, facts.admitted_at) == (story.case.number, civil(story.admitted_at))
    assert facts.discharged_at == civil(at("2026-03-09T10:00"))


def test_it_lets_the_time_limits_go_on(cast: Cast, other: Assignment) -> None:
    story = Story(cast)
    due = story.case.deadlines.get().due_at
    story.moves(at("2026-03-03T20:00"), other)
    assert story.case.deadlines.get().due_at == due == story.admitted_at + timedelta(hours=24)


def test_it_lets_the_former_ward_do_nothing_more(cast: Cast, story: Story, other: Assignment) -> None:
    story.moves(MOVED, other)
    story.nurse = cast.nurse
    stored = everything_stored()
    for step in (story.is_ready, story.goes_home, story.cancel, story.services_missing):
        with pytest.raises(NotYourStep):
            step(LATER, **({"by": cast.nurse} if step == story.services_missing else {}))
    with pytest.raises(NotYourStep):
        story.moves(LATER, cast.nurse)
    assert everything_stored() == stored


def test_it_shows_the_former_ward_the_case_as_it_was_when_the_patient_left(
    cast: Cast, story: Story, other: Assignment
) -> None:
    story.moves(MOVED, other)
    story.is_ready(LATER)
    story.goes_home(at("2026-03-06T10:00"))
    read = open_case(cast.nurse, story.case.pk)
    assert [row.step for row in read.rows][-1] == Step.WARD_TRANSFERRED
    assert (read.case.status, read.case.discharged_at, read.case.version) == ("notified", None, 3)
    assert (read.moves, read.stored_deadlines()) == ((), ())
    story.case.refresh_from_db()
    assert story.case.status == "discharged"


def test_it_lets_the_patient_come_back(cast: Cast, story: Story, other: Assignment) -> None:
    story.moves(MOVED, other)
    story.moves(LATER, cast.nurse)
    assert capacities(story.case)["Avd 4B"] == Capacity.WARD
    assert capacities(story.case)["Avd 6A"] == Capacity.FORMER_WARD
    assert len(open_case(cast.nurse, story.case.pk).rows) == 4
    assert len(open_case(other, story.case.pk).rows) == 4


def test_it_moves_to_private_wards_of_the_region_too(cast: Cast, story: Story) -> None:
    private = private_nurse(cast)
    story.moves(MOVED, private)
    assert Case.objects.get().ward == private.unit


def test_it_refuses_what_is_no_other_ward_of_the_region(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for unit in (cast.ward, cast.stranger_ward, cast.primary_care, cast.intake):
        with pytest.raises(UnsuitableWard):
            transfers.transfer(to=unit, case_id=story.case.pk, by=cast.nurse, occurred_at=MOVED)
    assert everything_stored() == stored


def test_it_refuses_to_move_a_patient_on_before_they_came(
    cast: Cast, story: Story, other: Assignment
) -> None:
    story.moves(MOVED, other)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.moves(MOVED - timedelta(minutes=1), cast.nurse, registered_at=LATER)
    assert refused.value.refusal is Refusal.BEFORE_TRANSFER
    assert everything_stored() == stored


def test_it_moves_once_when_sent_twice(cast: Cast, story: Story, other: Assignment) -> None:
    key = uuid.uuid4()
    first = story.moves(MOVED, other, idempotency_key=key)
    story.nurse = cast.nurse
    stored = everything_stored()
    assert story.moves(MOVED, other, idempotency_key=key) == first
    assert everything_stored() == stored


def test_it_lets_a_ward_of_the_same_care_provider_take_the_case_over(
    cast: Cast, story: Story, other: Assignment
) -> None:
    assert take_over(other, story) == story.case
    event = story.history.recorded[-1]
    assert (event.step, event.payload.is_taken_over) == (Step.WARD_TRANSFERRED, True)
    assert story.case.events.latest("sequence").by == other
    assert capacities(story.case)["Avd 4B"] == Capacity.FORMER_WARD
    assert [row.step for row in open_case(cast.nurse, story.case.pk).rows][-1] == Step.WARD_TRANSFERRED
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment, look.what) == (story.case.pk, other, "case taken over")


def test_it_takes_over_once_when_sent_twice(story: Story, other: Assignment) -> None:
    key = uuid.uuid4()
    first = take_over(other, story, idempotency_key=key)
    stored = everything_stored()
    assert take_over(other, story, idempotency_key=key) == first
    assert everything_stored() == stored


def test_it_lets_no_other_care_provider_take_anything(cast: Cast, story: Story) -> None:
    private = private_nurse(cast)
    stored = everything_stored()
    with pytest.raises(AdmittedAtAnotherProvider) as refused:
        take_over(private, story)
    assert refused.value.data == {"ward": "Avd 4B"}
    assert everything_stored() == stored
    with pytest.raises(CaseNotFound):
        open_case(private, story.case.pk)
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment, look.what) == (story.case.pk, private, "refused admission")


def test_it_does_not_say_to_others_where_a_protected_patient_lies(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(has_protected_identity=True))
    stored = everything_stored()
    with pytest.raises(AdmittedSomewhere) as refused:
        take_over(private_nurse(cast), story)
    assert refused.value.data == {}
    assert everything_stored() == stored


def test_it_takes_over_nothing_where_there_is_nothing(cast: Cast, story: Story, other: Assignment) -> None:
    story.goes_home(MOVED)
    stored = everything_stored()
    for by in (other, cast.stranger_nurse):
        with pytest.raises(NothingToTakeOver):
            take_over(by, story)
    assert everything_stored() == stored


def test_it_takes_over_nothing_from_itself(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    with pytest.raises(AlreadyAdmitted):
        take_over(cast.nurse, story)
    assert everything_stored() == stored


def test_it_is_for_wards_only(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for by in (cast.coordinator, cast.case_officer, cast.system_administrator):
        with pytest.raises(NotAllowed):
            take_over(by, story)
    assert everything_stored() == stored


def test_it_changes_care_with_the_ward_and_no_clock(cast: Cast, story: Story, other: Assignment) -> None:
    """From somatic to psychiatric care: the case is planned, counted and shown as psychiatric from then on."""
    before = list(story.case.deadlines.order_by("pk").values_list("kind", "starts_at", "due_at"))
    transfers.transfer(
        to=other.unit, care_type=CareType.PSYCHIATRIC, by=cast.nurse, case_id=story.case.pk, occurred_at=MOVED
    )
    case = Case.objects.get()
    assert (case.care_type, standing.care_type(open_case(other, case.pk).history)) == ("psychiatric",) * 2
    assert EpisodeFacts.objects.latest().get().care_type == "psychiatric"
    assert list(case.deadlines.order_by("pk").values_list("kind", "starts_at", "due_at")) == before


def test_it_goes_on_in_the_same_care_unless_another_is_said(
    cast: Cast, story: Story, other: Assignment
) -> None:
    same = transfers.transfer(
        to=other.unit, care_type=CareType.SOMATIC, by=cast.nurse, case_id=story.case.pk, occurred_at=MOVED
    )
    assert same.as_recorded().payload.care_type is None
    assert Case.objects.get().care_type == "somatic"
