"""Information at discharge: on the same day, to those who were told of the patient, unless secrecy forbids it."""

import pytest

from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.planning import WithheldNotice
from coordination.core.refusals import Refusal
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.histories import admitted, history, home, informed, notified, withheld
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

ADMISSION, NOTICE, HOME = (
    admitted("2026-03-03T09:10"),
    notified("2026-03-03T11:40"),
    home("2026-03-06T10:00"),
)


def the_information(case: History) -> Deadline:
    (only,) = [one for one in deadlines(case) if one.kind is DeadlineKind.DISCHARGE_INFORMATION]
    return only


def test_it_is_due_at_the_end_of_the_day_of_discharge() -> None:
    due = the_information(history(ADMISSION, NOTICE, HOME))
    assert (due.due_at, due.is_binding) == (at("2026-03-07T00:00"), True)
    assert due.missed_at(at("2026-03-07T00:01")) == at("2026-03-07T00:00")


def test_it_is_met_in_time_on_the_day_before_as_well() -> None:
    due = the_information(history(ADMISSION, NOTICE, informed("2026-03-05T15:00"), HOME))
    assert due.missed_at(at("2026-04-01T00:00")) is None


def test_it_is_missed_by_what_is_sent_on_the_next_day() -> None:
    due = the_information(history(ADMISSION, NOTICE, HOME, informed("2026-03-07T00:01")))
    assert due.missed_at(at("2026-04-01T00:00")) == at("2026-03-07T00:00")


def test_it_is_asked_for_by_nobody_where_nobody_was_told_or_the_patient_died() -> None:
    dead = home("2026-03-06T10:00", Destination.DECEASED)
    for case in (history(ADMISSION, HOME), history(ADMISSION, NOTICE, dead)):
        assert DeadlineKind.DISCHARGE_INFORMATION not in {one.kind for one in deadlines(case)}


def test_it_gives_way_to_secrecy() -> None:
    secret = withheld("2026-03-06T11:00", WithheldNotice.DISCHARGE_INFORMATION)
    due = the_information(history(ADMISSION, NOTICE, HOME, secret))
    assert due.cancelled_at == at("2026-03-06T11:00")


@pytest.mark.django_db
def test_it_is_refused_while_nobody_is_told_of_the_patient(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.informs(at("2026-03-04T09:00"))
    assert refused.value.refusal is Refusal.NOBODY_TOLD_YET
    assert everything_stored() == stored
