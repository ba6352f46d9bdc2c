"""A free message is read by those whom it was sent to; the other parties know only that there was one."""

from uuid import uuid4

import pytest

from coordination.actions import messages
from coordination.core.message_rules import MessageRefusal
from coordination.core.messages import MessageSent
from coordination.errors import CaseNotFound, NotInTheCase, StepRefused
from coordination.models import Party
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.correspondence import write
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at
from tests.coordination.wards import second_nurse

NOON = at("2026-03-04T12:00")


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


def test_it_is_read_by_sender_and_receivers_alone(cast: Cast, story: Story) -> None:
    message = write(story, NOON, cast.intake).as_recorded().payload
    assert isinstance(message, MessageSent)
    assert [receiver.name for receiver in message.receivers] == ["Biståndsenheten"]
    reads = {
        who.unit.name: open_case(who, story.case.pk).may_know(message)
        for who in (cast.nurse, cast.case_officer, cast.coordinator)
    }
    assert reads == {"Avd 4B": True, "Biståndsenheten": True, "Andersbergs vårdcentral": False}


def test_it_goes_with_the_patient_to_the_next_ward(cast: Cast, story: Story) -> None:
    to_ward = write(story, NOON, cast.ward, by=cast.case_officer).as_recorded().payload
    next_nurse = second_nurse(cast)
    story.moves(at("2026-03-05T09:00"), next_nurse)
    later = write(story, at("2026-03-05T10:00"), next_nurse.unit, by=cast.case_officer)
    assert open_case(next_nurse, story.case.pk).may_know(to_ward)
    assert open_case(cast.nurse, story.case.pk).may_know(to_ward)
    assert later not in open_case(cast.nurse, story.case.pk).rows


def test_it_may_follow_the_discharge(cast: Cast, story: Story) -> None:
    story.goes_home(NOON)
    assert write(story, at("2026-03-09T09:00"), cast.primary_care).sequence == 4


def test_it_makes_nobody_a_party(cast: Cast, story: Story) -> None:
    parties = Party.objects.count()
    write(story, NOON, cast.intake, cast.primary_care)
    assert Party.objects.count() == parties


def test_it_is_refused_to_others_than_the_other_parties(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    for unit in (cast.psychiatry, cast.stranger_intake, cast.ward):
        with pytest.raises(NotInTheCase):
            write(story, NOON, cast.intake, unit)
    with pytest.raises(CaseNotFound):
        write(story, NOON, cast.intake, by=cast.stranger_officer)
    assert everything_stored() == stored


def test_it_is_refused_to_nobody(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        messages.send(text="hej", units=[], case_id=story.case.pk, by=cast.nurse, occurred_at=NOON)
    assert refused.value.refusal is MessageRefusal.NO_RECEIVERS
    assert everything_stored() == stored


def test_it_is_sent_once_by_two_clicks(cast: Cast, story: Story) -> None:
    key = uuid4()
    first, second = (write(story, NOON, idempotency_key=key) for _ in range(2))
    assert first == second
    assert story.case.events.filter(step="message_sent").count() == 1
