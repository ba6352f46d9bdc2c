"""A notice that secrecy forbids (LUS 3:1): kept with its ground, told to nobody, and nothing is owed."""

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.planning import WithheldNotice
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.histories import admitted, history, home, notified, withheld
from tests.coordination.stories import Story, at


def test_it_ends_the_time_limit_of_the_admission_notice() -> None:
    case = history(admitted("2026-03-03T09:10"), withheld("2026-03-03T12:00"))
    (due,) = [one for one in deadlines(case) if one.kind is DeadlineKind.ADMISSION_NOTICE]
    assert due.cancelled_at == at("2026-03-03T12:00")
    assert due.missed_at(at("2026-04-01T00:00")) is None


def test_it_makes_nobody_liable_when_readiness_was_not_told() -> None:
    case = history(
        admitted("2026-03-03T09:10"),
        notified("2026-03-03T11:40"),
        withheld("2026-03-05T12:00", WithheldNotice.DISCHARGE_READY_NOTICE),
        home("2026-03-20T10:00"),
    )
    known = known_episode(case, "H26-00001")
    assert known is not None and known.episode.discharge_ready_at is None


@pytest.mark.django_db
def test_it_is_read_by_the_ward_alone(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    withheld_event = story.withholds(at("2026-03-05T12:00"), WithheldNotice.DISCHARGE_READY_NOTICE)
    payload = withheld_event.as_recorded().payload
    assert open_case(cast.nurse, story.case.pk).may_know(payload)
    for stranger_to_it in (cast.case_officer, cast.coordinator):
        assert not open_case(stranger_to_it, story.case.pk).may_know(payload)
