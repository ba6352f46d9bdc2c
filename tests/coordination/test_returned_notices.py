"""A notice at the wrong place: whoever has it leaves, its first sending keeps its time, and it is sent anew."""

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from coordination.actions import entries
from coordination.core.civil import civil
from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.moves import next_moves
from coordination.core.receiver import Receiver
from coordination.core.standing import is_told
from coordination.core.states import Capacity, Step
from coordination.errors import (
    CaseNotFound,
    NotInTheCase,
    ReceiverToBeChosen,
    StepRefused,
    UnsuitableReceiver,
)
from coordination.models import Case, Deadline, Event, Party, PatientSnapshot
from tests.cast import Cast
from tests.coordination.correspondence import district, hand_over, remove, send_back
from tests.coordination.histories import (
    INTAKE,
    Happening,
    admitted,
    corrected,
    forwarded,
    history,
    home,
    notified,
    ready,
    removed,
    returned,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")
OTHER = Receiver(3, "Mottagningen", Capacity.MUNICIPALITY)
ADMITTED, SENT = admitted("2026-03-03T09:00", ONLY_MUNICIPAL), notified("2026-03-03T11:00", INTAKE)
IN_VAIN = {"returned": returned("2026-03-05T09:00", 2), "removed": removed("2026-03-05T09:00")}
TO_ANOTHER = corrected("2026-03-05T09:30", "1384")


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"))
    return story


def notice_at(*happenings: Happening) -> str | None:
    found = known_episode(history(*happenings), "H26-00001")
    assert found is not None
    told = found.episode.admission_notice_at
    return told.isoformat("T", "minutes") if told else None


def notice_deadlines(*happenings: Happening) -> list[Any]:
    return [one for one in deadlines(history(*happenings)) if one.kind is DeadlineKind.ADMISSION_NOTICE]


@pytest.mark.parametrize("in_vain", IN_VAIN.values(), ids=IN_VAIN)
def test_it_keeps_the_wards_time_and_asks_for_a_new_address(in_vain: Happening) -> None:
    events = (ADMITTED, SENT, in_vain)
    (due,) = notice_deadlines(*events)
    assert due.met_at == at("2026-03-03T11:00")
    case = history(*events)
    assert not is_told(case, Capacity.MUNICIPALITY)
    assert (Step.ADMISSION_NOTICE_SENT, Capacity.WARD) in [
        (move.step, move.acting) for move in next_moves(case, deadlines(case))
    ]


@pytest.mark.parametrize("in_vain", IN_VAIN.values(), ids=IN_VAIN)
def test_it_makes_a_municipality_liable_from_when_that_one_was_told(in_vain: Happening) -> None:
    """Unsettled: the ward keeps its first time, but LUS 5:3 asks that the one that pays has been told."""
    assert notice_at(ADMITTED, SENT) == "2026-03-03T11:00"
    assert notice_at(ADMITTED, SENT, in_vain) is None
    anew = notified("2026-03-05T10:00", OTHER)
    assert notice_at(ADMITTED, SENT, in_vain, TO_ANOTHER, anew) == "2026-03-05T10:00"
    (due,) = notice_deadlines(ADMITTED, SENT, in_vain, TO_ANOTHER, anew)
    assert due.met_at == at("2026-03-03T11:00")


def test_it_lets_no_liable_municipality_gain_by_sending_a_notice_back() -> None:
    anew = notified("2026-03-06T10:00", INTAKE)
    assert notice_at(ADMITTED, SENT, IN_VAIN["returned"], anew) == "2026-03-03T11:00"


def test_it_counts_no_readiness_told_to_the_wrong_municipality() -> None:
    told_wrong = (ADMITTED, SENT, ready("2026-03-04T10:00", INTAKE), IN_VAIN["returned"], TO_ANOTHER)
    anew = (notified("2026-03-05T10:00", OTHER), ready("2026-03-05T10:05", OTHER))
    for events, expected in ((told_wrong, None), ((*told_wrong, *anew), at("2026-03-05T10:05"))):
        found = known_episode(history(*events), "H26-00001")
        assert found is not None
        assert found.episode.discharge_ready_at == (expected and civil(expected))


def test_it_was_told_in_vain_though_that_is_found_after_the_discharge() -> None:
    gone = home("2026-03-05T08:00")
    assert notice_at(ADMITTED, SENT, gone) == "2026-03-03T11:00"
    assert notice_at(ADMITTED, SENT, gone, returned("2026-03-09T09:00", 2)) is None


def test_it_was_told_in_time_when_a_correction_is_taken_back() -> None:
    assert notice_at(ADMITTED, SENT, TO_ANOTHER) is None
    back = corrected("2026-03-05T10:00", "1380")
    assert notice_at(ADMITTED, SENT, TO_ANOTHER, back) == "2026-03-03T11:00"


def test_it_ends_the_time_limits_of_who_has_left_and_starts_those_of_who_takes_over() -> None:
    events = (ADMITTED, SENT, forwarded("2026-03-03T12:00", 2, OTHER))
    receipts = {
        one.unit: (one.met_at, one.cancelled_at)
        for one in deadlines(history(*events))
        if one.kind is DeadlineKind.RECEIPT
    }
    assert receipts == {INTAKE.unit: (at("2026-03-03T12:00"), None), OTHER.unit: (None, None)}
    assert is_told(history(*events), Capacity.MUNICIPALITY)
    assert notice_at(*events) == "2026-03-03T11:00"
    of_removed = [
        one.cancelled_at
        for one in deadlines(history(ADMITTED, SENT, IN_VAIN["removed"]))
        if one.kind is DeadlineKind.RECEIPT
    ]
    assert of_removed == [at("2026-03-05T09:00")]


LEAVING: dict[str, Callable[[Story], Event]] = {
    "sent back": lambda story: send_back(story, NOON),
    "handed over": lambda story: hand_over(story, NOON, district(story.cast)),
    "taken back": lambda story: remove(story, NOON),
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_it_withdraws_access_and_keeps_what_happened(
    cast: Cast, story: Story, leave: Callable[[Story], Event]
) -> None:
    event = leave(story)
    assert story.case.events.get(sequence=event.sequence).by is not None
    party = Party.objects.get(case=story.case, unit=cast.intake)
    assert (party.closed_at, party.closed_by) == (event.registered_at, event.sequence)
    for model in (Case, Event, Deadline, PatientSnapshot):
        assert not model.objects.visible_to(cast.case_officer).exists(), model
    stored = everything_stored()
    with pytest.raises(CaseNotFound):
        story.can_receive(EVENING)
    assert everything_stored() == stored


def test_it_lets_who_is_sent_it_anew_in_again(cast: Cast, story: Story) -> None:
    send_back(story, NOON)
    story.notify(EVENING, units=[cast.intake])
    assert Case.objects.visible_to(cast.case_officer).exists()
    assert story.case.parties.get(unit=cast.intake).closed_at is None


def test_it_goes_to_who_sent_it_back_only_by_choice(cast: Cast, story: Story) -> None:
    send_back(story, NOON)
    stored = everything_stored()
    for again in (story.notify, story.is_ready):
        with pytest.raises(ReceiverToBeChosen):
            again(EVENING)
    assert everything_stored() == stored
    assert not Case.objects.visible_to(cast.case_officer).exists()
    # Another municipality has said nothing.
    story.is_corrected(EVENING, municipality_code="1384")
    story.notify(EVENING)
    assert Case.objects.visible_to(cast.stranger_officer).exists()


def test_it_hands_over_to_a_colleague_and_may_stay(cast: Cast, story: Story) -> None:
    unit = district(cast)
    hand_over(story, NOON, unit, stays=True)
    parties = story.case.parties.filter(closed_at=None, capacity=Capacity.MUNICIPALITY)
    assert {party.unit for party in parties} == {cast.intake, unit}
    story.is_ready(EVENING)
    assert {one.name for one in story.history.standing_sendings[0].payload.receivers} == {
        cast.intake.name,
        unit.name,
    }


def test_it_tells_nobody_who_has_left_that_the_patient_is_ready(cast: Cast, story: Story) -> None:
    unit = district(cast)
    hand_over(story, NOON, unit)
    story.is_ready(EVENING)
    assert [one.name for one in story.history.standing_sendings[0].payload.receivers] == [unit.name]


def test_it_hands_over_within_the_own_organisation_only(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for unit in (cast.stranger_intake, cast.municipal_finance, cast.primary_care, cast.intake):
        with pytest.raises(UnsuitableReceiver):
            hand_over(story, NOON, unit)
    assert everything_stored() == stored


def test_it_takes_back_from_parties_only_and_never_from_the_ward(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for unit in (cast.stranger_intake, cast.primary_care, cast.ward):
        with pytest.raises(NotInTheCase):
            remove(story, NOON, unit)
    assert everything_stored() == stored


def test_it_is_sent_back_by_whom_it_came_to(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for more in ({"notice": 1}, {"notice": 9}):
        with pytest.raises(StepRefused):
            send_back(story, NOON, **more)
    with pytest.raises(StepRefused):
        send_back(story, at("2026-03-03T10:00"), registered_at=NOON)
    with pytest.raises(CaseNotFound):
        send_back(story, NOON, by=cast.stranger_officer)
    assert everything_stored() == stored


def test_it_is_sent_back_once_by_two_clicks(cast: Cast, story: Story) -> None:
    key = uuid4()
    first, second = (send_back(story, NOON, idempotency_key=key) for _ in range(2))
    assert first == second
    with pytest.raises(CaseNotFound):
        send_back(story, NOON, by=cast.stranger_officer, idempotency_key=key)


def test_it_is_not_struck_out_but_sent_anew(cast: Cast, story: Story) -> None:
    removal = remove(story, NOON)
    stored = everything_stored()
    with pytest.raises(StepRefused):
        entries.void(
            entry=removal.sequence, reason="fel", case_id=story.case.pk, by=cast.nurse, occurred_at=EVENING
        )
    assert everything_stored() == stored


def test_it_is_known_by_what_units_left_before_that_was_kept(cast: Cast, story: Story) -> None:
    send_back(story, NOON)
    parties = Party.objects.order_by("pk").values_list("pk", "closed_by")
    before = list(parties)
    assert [sequence for _pk, sequence in before] == [None, 3]
    fill = import_module("coordination.migrations.0037_parties_say_by_what_they_left").FILL
    Party.objects.filter(closed_by__isnull=False).update(closed_by=99)
    with connection.cursor() as cursor:
        cursor.execute(fill)
    assert list(parties) == before
