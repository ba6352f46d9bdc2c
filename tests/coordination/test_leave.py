"""Leave on trial: the patient stays admitted, and the days count as they would have."""

import pytest

from coordination.core.refusals import Refusal
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

pytestmark = pytest.mark.django_db


def ready(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    return story


def test_it_changes_neither_status_nor_what_is_owed(cast: Cast) -> None:
    story = ready(cast)
    facts = story.facts
    story.goes_on_leave(at("2026-03-06T10:00"))
    assert story.history.on_leave_since
    story.comes_back(at("2026-03-07T10:00"))
    assert (story.status(), story.facts) == ("ready", facts)
    assert story.history.on_leave_since is None


def test_it_is_over_when_the_patient_is_discharged_from_it(cast: Cast) -> None:
    story = ready(cast)
    story.goes_on_leave(at("2026-03-06T10:00"))
    story.goes_home(at("2026-03-07T10:00"))
    assert story.history.on_leave_since is None


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        (["goes_on_leave", "goes_on_leave"], Refusal.ALREADY_ON_LEAVE),
        (["comes_back"], Refusal.NOT_ON_LEAVE),
        (["goes_on_leave", "comes_back", "comes_back"], Refusal.NOT_ON_LEAVE),
    ],
)
def test_it_goes_out_and_back_by_turns(cast: Cast, steps: list[str], refusal: Refusal) -> None:
    story = ready(cast)
    *before, last = steps
    for hour, step in enumerate(before):
        getattr(story, step)(at(f"2026-03-06T1{hour}:00"))
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        getattr(story, last)(at("2026-03-06T15:00"))
    assert refused.value.refusal is refusal
    assert everything_stored() == stored


def test_it_begins_before_it_ends(cast: Cast) -> None:
    story = ready(cast)
    with pytest.raises(StepRefused) as refused:
        story.goes_on_leave(at("2026-03-06T10:00"), until=at("2026-03-06T09:00"))
    assert refused.value.refusal is Refusal.BACK_BEFORE_LEAVE
