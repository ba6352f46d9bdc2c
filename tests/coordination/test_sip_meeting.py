"""The SIP's meeting: asked for, moved, cancelled and answered; a cancelled call is still a call."""

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.move import Consequence, Move
from coordination.core.moves import next_moves
from coordination.core.needs import Need
from coordination.core.sip_meeting import (
    answers,
    last_meeting,
    may_be_called,
    may_be_waived,
    standing_meeting,
    waiting_request,
)
from coordination.core.sip_rules import SipRefusal
from coordination.core.sips import SipAnswer
from coordination.core.states import Step
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    called,
    history,
    notified,
    ready,
    voided,
    waived,
)
from tests.coordination.sip_histories import answered, asked_for_sip, call_cancelled, sip_moved
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_MUNICIPAL, ONLY_OUTPATIENT, Story, at

TOWN_HEALTH = frozenset({Need.SOCIAL_SERVICES, Need.MUNICIPAL_HEALTH_CARE})

BEFORE = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"))


def calls_wanted(*happenings: Happening) -> list[Move]:
    case = history(*BEFORE, *happenings)
    return [
        one for one in next_moves(case, deadlines(case)) if one.step is Step.SIP_CALLED and one.due_at is None
    ]


def test_it_is_asked_for_until_somebody_calls_or_says_why_not() -> None:
    asked = asked_for_sip("2026-03-04T09:00")
    assert [one.otherwise for one in calls_wanted(asked)] == [Consequence.A_PARTY_WAITS]
    assert not calls_wanted(asked, called("2026-03-04T10:00"))
    assert not calls_wanted(asked, waived("2026-03-04T10:00"))
    assert waiting_request(
        history(*BEFORE, asked, waived("2026-03-04T10:00"), asked_for_sip("2026-03-05T09:00"))
    )


@pytest.mark.parametrize("needs", [ONLY_MUNICIPAL, ONLY_OUTPATIENT, TOWN_HEALTH])
def test_it_can_be_called_to_and_declined_where_a_party_asks_whatever_the_needs(
    needs: frozenset[Need],
) -> None:
    """Any party may ask in special cases, and outpatient care answers with a call, or why there is none."""
    before = (admitted("2026-03-03T09:10", needs), notified("2026-03-03T11:40"))
    asked = asked_for_sip("2026-03-04T09:00")
    assert not may_be_called(history(*before))
    assert not may_be_waived(history(*before))
    assert may_be_called(history(*before, asked))
    assert may_be_waived(history(*before, asked))
    assert not may_be_waived(history(*before, asked, waived("2026-03-04T10:00")))


def test_it_does_not_say_twice_that_a_call_is_due() -> None:
    assert not calls_wanted(asked_for_sip("2026-03-04T09:00"), ready("2026-03-05T13:15"))


def test_it_stands_where_it_was_moved_and_is_answered_anew() -> None:
    case = history(
        *BEFORE,
        called("2026-03-04T10:00"),
        answered("2026-03-04T11:00", 3),
        answered("2026-03-04T11:30", 3, PRIMARY_CARE),
        sip_moved("2026-03-04T12:00", "2026-03-09T09:00"),
        answered("2026-03-04T13:00", 6),
    )
    meeting = standing_meeting(case)
    assert meeting and (meeting.meets_at, meeting.revision) == (at("2026-03-09T09:00"), 1)
    assert set(answers(case)) == {INTAKE.unit}


def test_it_is_another_revision_when_a_change_is_struck_out() -> None:
    """A calendar keeps the highest it has seen: counting backwards would leave the wrong time there."""
    calls = (called("2026-03-04T10:00"), sip_moved("2026-03-04T12:00", "2026-03-09T09:00"))
    meeting = standing_meeting(history(*BEFORE, *calls, voided("2026-03-04T13:00", 4)))
    assert meeting and (meeting.meets_at, meeting.revision) == (at("2026-03-05T10:00"), 2)


def test_it_has_met_the_law_though_it_was_cancelled() -> None:
    """LUS 4:3 asks that the call was sent, and 5:3 that the care contact has called."""
    case = history(
        *BEFORE, ready("2026-03-05T13:15"), called("2026-03-06T10:00"), call_cancelled("2026-03-06T12:00")
    )
    (due,) = [one for one in deadlines(case) if one.kind is DeadlineKind.SIP_CALL]
    assert due.met_at == at("2026-03-06T10:00")
    assert standing_meeting(case) is None
    cancelled = last_meeting(case)
    assert cancelled and cancelled.is_cancelled and cancelled.revision == 1


def test_it_wants_a_new_meeting_in_place_of_the_cancelled() -> None:
    gone = (called("2026-03-04T10:00"), call_cancelled("2026-03-04T12:00"))
    assert [one.otherwise for one in calls_wanted(*gone)] == [Consequence.PATIENT_HAS_NO_PLAN]
    assert not calls_wanted(*gone, called("2026-03-04T14:00"))


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["moves_sip", "cancels_sip_call", "answers_sip_call"])
def test_it_must_be_called_to_first(cast: Cast, step: str) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        getattr(story, step)(at("2026-03-04T10:00"))
    assert refused.value.refusal is SipRefusal.NO_MEETING
    assert everything_stored() == stored


@pytest.mark.django_db
def test_it_takes_no_answer_to_a_time_that_was_left(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    call = story.call_to_sip(at("2026-03-04T10:00"))
    story.answers_sip_call(at("2026-03-04T10:30"), meeting=call.sequence)
    story.moves_sip(at("2026-03-04T11:00"), meets_at=at("2026-03-06T10:00"))
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.answers_sip_call(at("2026-03-04T12:00"), meeting=call.sequence)
    assert refused.value.refusal is SipRefusal.MEETING_HAS_MOVED
    with pytest.raises(StepRefused) as refused:
        story.moves_sip(at("2026-03-04T12:00"), meets_at=at("2026-03-06T10:00"))
    assert refused.value.refusal is SipRefusal.NOTHING_MOVED
    assert everything_stored() == stored
    story.answers_sip_call(at("2026-03-04T12:00"), SipAnswer.DOES_NOT_COME)
    assert answers(story.history)[cast.intake.pk].answer is SipAnswer.DOES_NOT_COME
