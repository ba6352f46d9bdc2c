"""The municipality is told that the patient is ready (LUS 5:3), even where that is found out only afterwards."""

from datetime import date

import pytest

from coordination.core.deadlines import DeadlineKind, deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.law import Ground
from coordination.core.move import Consequence
from coordination.core.moves import next_moves, waiting
from coordination.core.planning import WithheldNotice
from coordination.core.refusals import Refusal
from coordination.core.states import Capacity, Step
from coordination.core.timeline import lanes
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    assessed,
    history,
    home,
    notified,
    ready,
    withdrawn,
    withheld,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import EVERYTHING, ONLY_OUTPATIENT, Story, at

# Ready on the 5th as far as outpatient care goes; on the 6th the municipality is found to be needed, and is notified.
READY_FOR_ONE = (
    admitted("2026-03-03T09:10", ONLY_OUTPATIENT),
    notified("2026-03-03T11:40", PRIMARY_CARE),
    ready("2026-03-05T13:15", PRIMARY_CARE),
    assessed("2026-03-06T09:00", EVERYTHING),
    notified("2026-03-06T10:00", INTAKE),
)
SENT_ON = ready("2026-03-06T10:30", INTAKE)
TELL = (Step.DISCHARGE_READY_SENT, Capacity.WARD)


def ready_at(*happenings: Happening) -> str:
    found = known_episode(history(*happenings), "H26-00001")
    assert found is not None
    at_last = found.episode.discharge_ready_at
    return at_last.isoformat() if at_last else ""


def asked(*happenings: Happening) -> list[tuple[Step, Capacity]]:
    case = history(*happenings)
    return [(one.step, one.acting) for one in next_moves(case, deadlines(case))]


def test_a_municipality_that_was_never_told_owes_nothing() -> None:
    assert ready_at(*READY_FOR_ONE, home("2026-03-09T10:00")) == ""


def test_it_counts_from_when_the_notice_reached_the_municipality() -> None:
    assert ready_at(*READY_FOR_ONE, SENT_ON) == "2026-03-06T10:30:00"
    # Sending it on to another unit of the municipality changes nothing.
    assert ready_at(*READY_FOR_ONE, SENT_ON, ready("2026-03-08T10:00", INTAKE)) == "2026-03-06T10:30:00"


def test_it_ends_with_the_notice_that_was_sent_on() -> None:
    case = (*READY_FOR_ONE, SENT_ON, withdrawn("2026-03-07T08:00"))
    assert ready_at(*case) == ""
    assert ready_at(*case, ready("2026-03-08T09:00", PRIMARY_CARE)) == ""
    assert ready_at(*case, ready("2026-03-08T09:00")) == "2026-03-08T09:00:00"


def test_the_ward_is_asked_to_tell_the_municipality() -> None:
    case = history(*READY_FOR_ONE)
    (move,) = (one for one in next_moves(case, ()) if one.step is Step.DISCHARGE_READY_SENT)
    assert (move.acting, move.otherwise, move.ground) == (
        Capacity.WARD,
        Consequence.NO_LIABILITY_UNTIL_TOLD_READY,
        Ground.LUS_3_1,
    )
    # The municipality is asked for its answer only once it knows.
    answer = (Step.RECEPTION_ACCEPTED, Capacity.MUNICIPALITY)
    assert (TELL in asked(*READY_FOR_ONE), answer in asked(*READY_FOR_ONE)) == (True, False)
    assert (TELL in asked(*READY_FOR_ONE, SENT_ON), answer in asked(*READY_FOR_ONE, SENT_ON)) == (False, True)
    assert TELL not in asked(*READY_FOR_ONE[:3])
    secret = withheld("2026-03-06T10:00", WithheldNotice.DISCHARGE_READY_NOTICE)
    assert TELL not in asked(*READY_FOR_ONE, secret)


def test_the_days_of_waiting_are_those_that_the_bill_would_count() -> None:
    untold, told = (
        waiting(history(*case), date(2026, 3, 8)) for case in (READY_FOR_ONE, (*READY_FOR_ONE, SENT_ON))
    )
    assert untold is not None
    assert Consequence.NO_LIABILITY_UNTIL_TOLD_READY in untold.lacking
    assert told is not None
    assert (told.ready_on, told.day, told.lacking) == (
        date(2026, 3, 6),
        2,
        (Consequence.NO_LIABILITY_WITHOUT_SIP_CALL,),
    )


def test_the_ward_s_lane_says_done_when_the_municipality_knows() -> None:
    for case, is_done in ((READY_FOR_ONE, False), ((*READY_FOR_ONE, SENT_ON), True)):
        ward = lanes(history(*case), ())[Capacity.WARD]
        (task,) = (one for one in ward if one.step is Step.DISCHARGE_READY_SENT)
        assert (task.done_by is not None) == is_done


def test_the_three_days_of_the_call_run_from_the_first_sending() -> None:
    case = (
        admitted("2026-03-03T09:10"),
        notified("2026-03-03T11:40"),
        ready("2026-03-05T13:15", PRIMARY_CARE),
        ready("2026-03-07T10:00", INTAKE),
    )
    (due,) = (one for one in deadlines(history(*case)) if one.kind is DeadlineKind.SIP_CALL)
    assert (due.starts_at, due.due_at) == (at("2026-03-05T13:15"), at("2026-03-09T00:00"))


def test_each_receiver_of_each_sending_is_to_acknowledge_until_it_is_withdrawn() -> None:
    case = (*READY_FOR_ONE, SENT_ON, withdrawn("2026-03-07T08:00"))
    receipts = {
        (one.started_by, one.unit): one.cancelled_at
        for one in deadlines(history(*case))
        if one.kind is DeadlineKind.RECEIPT
    }
    assert receipts[3, PRIMARY_CARE.unit] == receipts[6, INTAKE.unit] == at("2026-03-07T08:00")


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    return story


def test_it_is_sent_on_to_those_who_have_not_had_it_and_to_nobody_twice(cast: Cast, story: Story) -> None:
    story.assess(at("2026-03-06T09:00"), EVERYTHING)
    sent = story.is_ready(at("2026-03-06T10:30"))
    assert [one["name"] for one in sent.payload["receivers"]] == ["Biståndsenheten"]
    assert story.status() == "ready"
    assert story.case.ready_at == at("2026-03-05T13:15")
    assert story.facts.discharge_ready_at is not None
    assert story.facts.discharge_ready_at.isoformat() == "2026-03-06T10:30:00"
    assert story.case.parties.filter(unit=cast.intake).exists()


def test_it_is_refused_when_everybody_has_had_it(story: Story) -> None:
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.is_ready(at("2026-03-06T10:30"))
    assert refused.value.refusal is Refusal.ALREADY_READY
    assert everything_stored() == stored


def test_it_may_be_registered_after_the_discharge_by_when_it_was_sent(story: Story) -> None:
    story.assess(at("2026-03-06T09:00"), EVERYTHING)
    story.goes_home(at("2026-03-09T10:00"))
    assert story.facts.discharge_ready_at is None
    story.is_ready(at("2026-03-06T10:30"), registered_at=at("2026-03-10T08:00"))
    assert story.facts.discharge_ready_at is not None


def test_it_cannot_be_withdrawn_before_it_was_sent_on(story: Story) -> None:
    story.assess(at("2026-03-06T09:00"), EVERYTHING)
    story.is_ready(at("2026-03-06T10:30"))
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.is_not_ready(at("2026-03-06T10:00"), registered_at=at("2026-03-06T11:00"))
    assert refused.value.refusal is Refusal.BEFORE_NOTICE
    assert everything_stored() == stored
