"""A notice that secrecy forbids (LUS 3:1): kept with its ground, told to nobody, and nothing is owed."""

from datetime import datetime

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.events import PAYLOADS
from coordination.core.moves import next_moves
from coordination.core.planning import WithheldNotice
from coordination.core.refusals import Refusal
from coordination.core.rules import refusal
from coordination.core.states import Capacity, Step
from coordination.core.timeline import lanes
from coordination.errors import StepRefused
from coordination.models import Delivery
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.histories import (
    PRIMARY_CARE,
    Happening,
    admitted,
    history,
    home,
    informed,
    notified,
    ready,
    voided,
    withheld,
)
from tests.coordination.stored import everything_stored
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


def test_it_takes_the_notice_off_the_wards_list() -> None:
    case = history(
        admitted("2026-03-03T09:10"),
        withheld("2026-03-03T12:00"),
        withheld("2026-03-03T12:05", WithheldNotice.DISCHARGE_READY_NOTICE),
    )
    tasks = {task.step: task for task in lanes(case, deadlines(case))[Capacity.WARD]}
    assert [one.step for one in next_moves(case, deadlines(case))] == []
    for step in (Step.ADMISSION_NOTICE_SENT, Step.DISCHARGE_READY_SENT):
        told = tasks[step].done_by
        assert told and told.step is Step.NOTICE_WITHHELD
    assert tasks[Step.DISCHARGED].done_by is None


@pytest.mark.parametrize(
    ("notice", "sent"),
    [
        (WithheldNotice.ADMISSION_NOTICE, notified("2026-03-04T12:00")),
        (WithheldNotice.DISCHARGE_READY_NOTICE, ready("2026-03-04T12:00")),
        (WithheldNotice.DISCHARGE_INFORMATION, informed("2026-03-04T12:00")),
    ],
)
def test_it_is_not_sent_all_the_same_until_the_entry_is_struck_out(
    notice: WithheldNotice, sent: Happening
) -> None:
    """What was sent before secrecy forbade it was sent, whenever that is registered."""
    told = notified("2026-03-03T10:00", PRIMARY_CARE)
    step = next(step for step, kind in PAYLOADS.items() if isinstance(sent.payload, kind))

    def refused(*before: Happening, occurred_at: datetime = sent.occurred_at) -> object:
        return refusal(history(*before), step, sent.payload, occurred_at, at("2026-03-05T12:00"))

    before = (admitted("2026-03-03T09:10"), told, withheld("2026-03-03T12:00", notice))
    assert refused(*before) is Refusal.FORBIDDEN_BY_SECRECY
    earlier = refused(*before, occurred_at=at("2026-03-03T11:00"))
    assert earlier is not Refusal.FORBIDDEN_BY_SECRECY
    assert refused(*before, voided("2026-03-03T13:00", 3)) is None


@pytest.mark.django_db
def test_it_is_refused_and_nothing_is_sent(cast: Cast) -> None:
    story = Story(cast)
    story.withholds(at("2026-03-03T10:00"), WithheldNotice.ADMISSION_NOTICE)
    before = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.notify(at("2026-03-03T11:40"))
    assert refused.value.refusal is Refusal.FORBIDDEN_BY_SECRECY
    assert everything_stored() == before


@pytest.mark.django_db
def test_nobody_else_is_told_that_something_was_withheld_or_that_this_was_struck_out(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    entry = story.withholds(at("2026-03-05T12:00"), WithheldNotice.DISCHARGE_READY_NOTICE)
    story.changes_bed(at("2026-03-05T12:10"))
    struck_out = story.put_right(at("2026-03-05T13:00"), entry.sequence)
    for other in (cast.case_officer, cast.coordinator):
        known = open_case(other, story.case.pk).known_rows
        assert [row.step for row in known] == [Step.ADMISSION_REGISTERED, Step.ADMISSION_NOTICE_SENT]
    assert len(open_case(cast.nurse, story.case.pk).known_rows) == 5
    assert not Delivery.objects.filter(event=struck_out).exists()


@pytest.mark.django_db
def test_it_is_read_by_the_ward_alone(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    withheld_event = story.withholds(at("2026-03-05T12:00"), WithheldNotice.DISCHARGE_READY_NOTICE)
    payload = withheld_event.as_recorded().payload
    assert open_case(cast.nurse, story.case.pk).may_know(payload)
    for stranger_to_it in (cast.case_officer, cast.coordinator):
        assert not open_case(stranger_to_it, story.case.pk).may_know(payload)
