"""A notice to outpatient care that does not have the patient: sent back, or handed on to where they are listed."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.access.policy import NotAllowed
from accounts.models import Organisation, UnitKind
from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.message_rules import MessageRefusal, of_messages
from coordination.core.moves import next_moves
from coordination.core.needs import Need
from coordination.core.receiver import Named, Receiver
from coordination.core.standing import is_told
from coordination.core.states import Capacity, Step
from coordination.core.visibility import Reader, as_told, may_know
from coordination.errors import (
    CaseNotFound,
    NotYourStep,
    ReceiverToBeChosen,
    StepRefused,
    UnsuitableReceiver,
)
from coordination.models import Case, Event, PatientSnapshot
from tests.cast import Cast, make_organisation, make_unit
from tests.coordination.addressing_histories import handed_on, not_ours
from tests.coordination.correspondence import (
    extend,
    hand_over,
    private_centre,
    remove,
    say_not_ours,
    send_back,
)
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    admitted,
    extended,
    forwarded,
    history,
    notified,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_OUTPATIENT, Story, at

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")
ADMITTED, SENT = admitted("2026-03-03T09:00"), notified("2026-03-03T11:00")
VALLAS = Receiver(5, "Vallås vårdcentral", Capacity.OUTPATIENT)
LISTED = Named(5, "Vallås vårdcentral")


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


def test_it_keeps_the_wards_first_time_and_asks_for_a_new_address() -> None:
    case = history(ADMITTED, SENT, not_ours("2026-03-05T09:00", 2))
    (due,) = (one for one in deadlines(case) if one.kind is DeadlineKind.ADMISSION_NOTICE)
    assert due.met_at == at("2026-03-03T11:00")
    assert not is_told(case, Capacity.OUTPATIENT)
    assert is_told(case, Capacity.MUNICIPALITY)
    assert (Step.ADMISSION_NOTICE_SENT, Capacity.WARD) in [
        (move.step, move.acting) for move in next_moves(case, deadlines(case))
    ]
    anew = history(ADMITTED, SENT, not_ours("2026-03-05T09:00", 2), notified("2026-03-05T10:00", VALLAS))
    assert is_told(anew, Capacity.OUTPATIENT)
    (due,) = (one for one in deadlines(anew) if one.kind is DeadlineKind.ADMISSION_NOTICE)
    assert due.met_at == at("2026-03-03T11:00")


def test_it_asks_nothing_more_of_the_unit_that_has_left() -> None:
    case = history(ADMITTED, SENT, not_ours("2026-03-04T09:00", 2))
    open_for_it = [one.kind for one in deadlines(case) if one.unit == PRIMARY_CARE.unit and one.is_open]
    assert open_for_it == []


def test_it_tells_the_ward_alone_where_the_patient_is_listed() -> None:
    sent_back = not_ours("2026-03-05T09:00", 2, listed_at=LISTED).payload
    assert as_told(sent_back, Reader(9, Capacity.WARD)) == sent_back
    assert as_told(sent_back, Reader(INTAKE.unit, Capacity.MUNICIPALITY)).listed_at is None


def test_it_gives_the_extended_part_to_no_other_care_provider() -> None:
    events = (ADMITTED, SENT, extended("2026-03-03T11:00"))
    ours = history(*events, forwarded("2026-03-03T12:00", 2, VALLAS, PRIMARY_CARE))
    theirs = history(*events, handed_on("2026-03-03T12:00", 2, VALLAS))
    reader, part = Reader(VALLAS.unit, Capacity.OUTPATIENT), events[2].payload
    assert may_know(part, reader, ours, is_protected=False)
    assert not may_know(part, reader, theirs, is_protected=False)


def test_it_does_not_stay_with_a_patient_of_another_care_provider() -> None:
    stays = handed_on("2026-03-04T09:00", 2, VALLAS, stays=True)
    assert (
        of_messages(history(ADMITTED, SENT), stays.payload, stays.occurred_at) is MessageRefusal.CANNOT_STAY
    )


LEAVING: dict[str, Callable[[Story], Event]] = {
    "sent back": lambda story: say_not_ours(story, NOON),
    "handed on": lambda story: hand_over(story, NOON, private_centre(story.cast), by=story.cast.coordinator),
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_it_withdraws_access_and_leaves_the_municipality_in(
    cast: Cast, story: Story, leave: Callable[[Story], Event]
) -> None:
    leave(story)
    assert not Case.objects.visible_to(cast.coordinator).exists()
    assert Case.objects.visible_to(cast.case_officer).exists()
    stored = everything_stored()
    with pytest.raises(CaseNotFound):
        story.appoint_contact(EVENING)
    assert everything_stored() == stored


def test_it_goes_to_the_centre_that_the_other_one_named(cast: Cast, story: Story) -> None:
    centre = private_centre(cast)
    say_not_ours(story, NOON, listed_at=centre)
    assert PatientSnapshot.objects.get(case=story.case).listed_at == centre
    again = story.notify(EVENING)
    assert [one.name for one in again.as_recorded().payload.receivers] == [centre.name]


@pytest.mark.parametrize("in_vain", [say_not_ours, remove], ids=["sent back", "taken back"])
def test_it_goes_to_whom_it_came_back_from_only_by_choice(cast: Cast, story: Story, in_vain: Any) -> None:
    more = {"unit": cast.primary_care} if in_vain is remove else {}
    in_vain(story, NOON, **more)
    stored = everything_stored()
    for again in (story.notify, story.is_ready):
        with pytest.raises(ReceiverToBeChosen):
            again(EVENING)
    assert everything_stored() == stored
    story.notify(EVENING, units=[cast.primary_care])
    assert Case.objects.visible_to(cast.coordinator).exists()


def test_it_is_handed_on_to_the_centre_of_another_care_provider(cast: Cast, story: Story) -> None:
    centre = private_centre(cast)
    event = hand_over(story, NOON, centre, by=cast.coordinator)
    party = story.case.parties.get(unit=centre)
    assert (party.capacity, party.closed_at) == (Capacity.OUTPATIENT, None)
    assert event.payload["listed_at"]["name"] == centre.name
    assert PatientSnapshot.objects.get(case=story.case).listed_at == centre
    assert is_told(story.history, Capacity.OUTPATIENT)


def test_it_is_handed_on_to_no_other_kind_of_unit_and_to_no_other_region(cast: Cast, story: Story) -> None:
    private = make_organisation(Organisation.Kind.PRIVATE_PROVIDER, "Vallås Vård AB", region="13")
    elsewhere = make_organisation(Organisation.Kind.PRIVATE_PROVIDER, "Falu Vård AB", region="20")
    strangers = (
        make_unit(private, "Vallås psykiatri", UnitKind.PSYCHIATRIC_OUTPATIENT),
        make_unit(elsewhere, "Falu vårdcentral", UnitKind.PRIMARY_CARE),
        cast.intake,
        cast.ward,
    )
    centre = make_unit(private, "Vallås vårdcentral", UnitKind.PRIMARY_CARE)
    stored = everything_stored()
    for unit in strangers:
        with pytest.raises(UnsuitableReceiver):
            hand_over(story, NOON, unit, by=cast.coordinator)
    with pytest.raises(UnsuitableReceiver):
        hand_over(story, NOON, centre)
    with pytest.raises(StepRefused):
        hand_over(story, NOON, centre, by=cast.coordinator, stays=True)
    assert everything_stored() == stored


def test_it_is_said_by_outpatient_care_that_has_the_notice_alone(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for by, refusal in ((cast.case_officer, NotYourStep), (cast.nurse, NotAllowed)):
        with pytest.raises(refusal):
            say_not_ours(story, NOON, by=by)
    with pytest.raises(NotYourStep):
        send_back(story, NOON, by=cast.coordinator)
    with pytest.raises(StepRefused):
        say_not_ours(story, NOON, notice=1)
    for centre in (cast.primary_care, cast.psychiatry, cast.intake):
        with pytest.raises(UnsuitableReceiver):
            say_not_ours(story, NOON, listed_at=centre)
    assert everything_stored() == stored


def test_it_leaves_a_case_without_a_municipality_to_the_ward(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    story.notify(at("2026-03-03T11:00"))
    say_not_ours(story, NOON)
    assert {party.unit for party in story.case.parties.filter(closed_at=None)} == {cast.ward}
    assert story.history.needs == frozenset({Need.REGION_OUTPATIENT})
    extend_refused = everything_stored()
    with pytest.raises(StepRefused):
        extend(story, EVENING)
    assert everything_stored() == extend_refused
