"""A deviation goes to those who are to follow it up, and waits until each of them has."""

import pytest

from coordination.actions import entries
from coordination.core.message_rules import MessageRefusal
from coordination.deviations import DeviationFilter, deviations
from coordination.errors import NotInTheCase, StepRefused
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.correspondence import follow_up, report
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at
from tests.coordination.wards import second_nurse

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


def test_it_is_read_with_its_answer_by_those_whom_it_is_between(cast: Cast, story: Story) -> None:
    told = [report(story, NOON).as_recorded().payload, follow_up(story, EVENING).as_recorded().payload]
    for who, reads in ((cast.nurse, True), (cast.case_officer, True), (cast.coordinator, False)):
        opened = open_case(who, story.case.pk)
        assert [opened.may_know(one) for one in told] == [reads, reads], who.unit.name


def test_it_waits_until_every_receiver_has_answered(cast: Cast, story: Story) -> None:
    report(story, NOON, cast.ward, cast.primary_care)
    assert [one.is_open for one in deviations(cast.case_officer)] == [True]
    follow_up(story, EVENING)
    assert [one.is_open for one in deviations(cast.nurse)] == [True]
    follow_up(story, EVENING, by=cast.coordinator)
    for who in (cast.nurse, cast.case_officer, cast.coordinator):
        assert [one.is_open for one in deviations(who)] == [False]


def test_it_stands_in_the_lists_of_its_units_alone(cast: Cast, story: Story) -> None:
    report(story, NOON)
    lists = {name: len(deviations(who)) for name, who in cast.everybody()}
    assert {name for name, number in lists.items() if number} == {"nurse", "physician", "case_officer"}


def test_it_is_the_next_wards_when_the_patient_is_moved(cast: Cast, story: Story) -> None:
    report(story, NOON)
    next_nurse = second_nurse(cast)
    story.moves(EVENING, next_nurse)
    assert [one.is_received for one in deviations(next_nurse)] == [True]
    follow_up(story, at("2026-03-05T09:00"), by=next_nurse)
    assert [one.is_open for one in deviations(cast.case_officer)] == [False]


def test_it_can_be_struck_out(cast: Cast, story: Story) -> None:
    reported = report(story, NOON)
    entries.void(
        entry=reported.sequence,
        reason="fel",
        case_id=story.case.pk,
        by=cast.case_officer,
        occurred_at=EVENING,
    )
    assert not deviations(cast.nurse)


def test_it_can_be_asked_for_by_state_category_and_period(cast: Cast, story: Story) -> None:
    report(story, NOON)
    follow_up(story, EVENING)
    report(story, at("2026-03-06T00:00"))
    day = NOON.date()
    for wanted, number in (
        (DeviationFilter(is_open=True), 1),
        (DeviationFilter(is_open=False), 1),
        (DeviationFilter(category="aid_missing"), 0),
        (DeviationFilter(first=day, last=day), 1),
        (DeviationFilter(first=at("2026-03-05T00:00").date()), 1),
        (DeviationFilter(last=at("2026-03-05T00:00").date()), 1),
        (DeviationFilter(), 2),
    ):
        assert len(deviations(cast.nurse, wanted)) == number, wanted
    assert [one.is_open for one in deviations(cast.nurse)] == [True, False]


def test_it_is_answered_once_by_each_whom_it_was_sent_to(cast: Cast, story: Story) -> None:
    reported = report(story, NOON)
    follow_up(story, EVENING)
    stored = everything_stored()
    for more, expected in (
        ({"deviation": reported.sequence}, MessageRefusal.ALREADY_FOLLOWED_UP),
        ({}, MessageRefusal.NOT_YOUR_DEVIATION),
        ({"deviation": reported.sequence, "by": cast.coordinator}, MessageRefusal.NOT_YOUR_DEVIATION),
        ({"deviation": 1}, MessageRefusal.NOT_YOUR_DEVIATION),
    ):
        with pytest.raises(StepRefused) as refused:
            follow_up(story, EVENING, **more)
        assert refused.value.refusal is expected
    assert everything_stored() == stored


def test_it_is_not_answered_before_it_was_reported_nor_sent_to_strangers(cast: Cast, story: Story) -> None:
    report(story, NOON)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        follow_up(story, at("2026-03-04T11:00"), registered_at=EVENING)
    assert refused.value.refusal is MessageRefusal.BEFORE_DEVIATION
    with pytest.raises(NotInTheCase):
        report(story, NOON, cast.stranger_ward)
    assert everything_stored() == stored
