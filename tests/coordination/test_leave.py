"""Leave on trial: the patient stays admitted, and the days count as they would have."""

from datetime import datetime
from importlib import import_module

import pytest
from django.db import connection

from coordination.core.moves import next_moves
from coordination.core.refusals import Refusal
from coordination.core.standing import on_leave_until
from coordination.core.states import Capacity, Step
from coordination.errors import StepRefused
from coordination.models import Case
from tests.cast import Cast
from tests.coordination.histories import (
    Happening,
    admitted,
    back,
    cancelled,
    history,
    home,
    notified,
    on_leave,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

pytestmark = pytest.mark.django_db

FILL = import_module("coordination.migrations.0034_until_when_patients_are_on_leave").FILL


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


def test_it_asks_the_ward_for_the_return_when_the_patient_should_be_back() -> None:
    story = [
        admitted("2026-03-03T09:10"),
        notified("2026-03-03T11:40"),
        on_leave("2026-03-04T10:00", until="2026-03-05T12:00"),
    ]

    def wanted(now: str, *more: Happening) -> list[tuple[Step, Capacity]]:
        return [(one.step, one.acting) for one in next_moves(history(*story, *more), (), at(now))]

    assert wanted("2026-03-05T11:59") == []
    assert wanted("2026-03-05T12:00") == [(Step.LEAVE_ENDED, Capacity.WARD)]
    for over in (back("2026-03-05T13:00"), home("2026-03-05T13:00"), cancelled("2026-03-05T13:00")):
        assert wanted("2026-03-06T08:00", over) == []


def kept(story: Story) -> datetime | None:
    """What lists read of the case."""
    story.case.refresh_from_db()
    return story.case.on_leave_until


def test_it_is_kept_with_the_case_until_when_and_no_longer(cast: Cast) -> None:
    story = ready(cast)
    story.goes_on_leave(at("2026-03-06T10:00"), until=at("2026-03-07T18:00"))
    assert kept(story) == at("2026-03-07T18:00")
    story.comes_back(at("2026-03-07T10:00"))
    assert kept(story) is None
    story.put_right(at("2026-03-07T11:00"), story.case.events.latest("sequence").sequence)
    assert kept(story) == at("2026-03-07T18:00")
    story.goes_home(at("2026-03-07T12:00"))
    assert kept(story) is None


def test_it_is_found_among_the_cases_of_before(cast: Cast) -> None:
    """The migration reads the events as the core does."""
    stories = {name: ready(cast) for name in ("away", "back", "struck", "home")}
    for story in stories.values():
        story.goes_on_leave(at("2026-03-06T10:00"), until=at("2026-03-07T18:00"))
    stories["back"].comes_back(at("2026-03-07T10:00"))
    stories["home"].goes_home(at("2026-03-07T10:00"))
    struck = stories["struck"]
    struck.put_right(at("2026-03-06T11:00"), struck.case.events.latest("sequence").sequence)
    Case.objects.update(on_leave_until=None)
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    for story in stories.values():
        story.case.refresh_from_db()
        assert story.case.on_leave_until == on_leave_until(story.history)
    assert stories["away"].case.on_leave_until == at("2026-03-07T18:00")
