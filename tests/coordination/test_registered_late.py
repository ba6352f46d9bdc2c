"""Facts that were registered long after they occurred are named, so that whoever pays can ask."""

import pytest

from tests.cast import Cast
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    return story


def late(story: Story) -> str | None:
    return story.case.facts.latest().get().registered_late


def test_it_names_nothing_that_was_registered_within_a_day(story: Story) -> None:
    story.is_ready(at("2026-03-05T13:15"), registered_at=at("2026-03-06T13:15"))
    assert late(story) is None


def test_it_names_what_was_registered_more_than_a_day_later(story: Story) -> None:
    story.is_ready(at("2026-03-05T13:15"), registered_at=at("2026-03-06T13:15:01"))
    story.goes_home(at("2026-03-07T10:00"), registered_at=at("2026-03-20T10:00"))
    assert late(story) == "discharge_ready_at discharged_at"


def test_it_names_an_assessment_by_what_it_changed(story: Story) -> None:
    story.assess(at("2026-03-04T10:00"), ONLY_MUNICIPAL, registered_at=at("2026-03-09T10:00"))
    assert late(story) == "needs_health_care sip_required"


def test_it_names_a_waiver_that_nobody_knew_of(story: Story) -> None:
    story.waive_sip(at("2026-03-04T10:00"), registered_at=at("2026-03-09T10:00"))
    assert late(story) == "sip_required"


def test_what_was_put_right_is_registered_when_it_was_registered_anew(story: Story) -> None:
    story.goes_home(at("2026-03-07T10:00"))
    story.put_right(at("2026-03-20T10:00"), 3)
    story.goes_home(at("2026-03-06T10:00"), registered_at=at("2026-03-20T10:00"))
    assert late(story) == "discharged_at"
