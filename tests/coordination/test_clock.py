"""Hours are hours and days are days in Sweden: when the clock is moved at night, and when a machine's is set back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.actions.checks import differences_in_deadlines
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.core.civil import STOCKHOLM, civil_day, end_of
from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines, sip_call_due
from coordination.core.events import AdmissionRegistered, Recorded
from coordination.core.history import History
from coordination.core.planning_deadlines import planning_bases
from coordination.core.states import Step
from coordination.core.terms import ProcessTerms
from coordination.models import Deadline, Reminder
from tests.cast import Cast
from tests.coordination.histories import admitted, history, notified
from tests.coordination.stories import TUESDAY, Story, at

DUE = at("2026-03-04T09:10")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))


def admitted_at(instant: datetime) -> History:
    told = admitted("2026-03-03T09:10").payload
    assert isinstance(told, AdmissionRegistered)
    assert told.assessment
    told = replace(told, assessment=replace(told.assessment, assessed_at=instant))
    return History([Recorded(1, Step.ADMISSION_REGISTERED, instant, instant, told)])


@pytest.mark.parametrize("fold", [0, 1])
def test_it_is_24_hours_from_either_half_past_two_in_the_night_to_winter_time(fold: int) -> None:
    half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=fold)
    (notice,) = deadlines(admitted_at(half_past_two))
    assert notice.due_at.astimezone(UTC) - half_past_two.astimezone(UTC) == timedelta(hours=24)


@given(instant=MOMENTS)
def test_it_is_24_hours_after_every_admission(instant: datetime) -> None:
    (notice,) = deadlines(admitted_at(instant))
    assert notice.due_at - instant == timedelta(hours=24)


@given(instant=MOMENTS)
def test_it_is_the_end_of_the_third_day_after_every_notice(instant: datetime) -> None:
    due_at = sip_call_due(instant)
    assert civil_day(due_at - timedelta(microseconds=1)) == civil_day(instant) + timedelta(days=3)
    assert due_at == end_of(civil_day(instant) + timedelta(days=3))
    # Three whole days and what was left of the first, an hour more or less where the clock was moved.
    assert timedelta(hours=71) < due_at - instant <= timedelta(hours=97)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-03-28T09:00", "2026-03-30T10:00"),
        ("2026-10-24T09:00", "2026-10-26T08:00"),
        ("2028-02-28T09:00", "2028-03-01T09:00"),
    ],
)
def test_it_is_48_hours_for_the_planning_basis(sent: str, due: str) -> None:
    case = history(admitted(sent), notified(sent))
    bases = planning_bases(case, ProcessTerms(planning_basis_within=timedelta(hours=48)))
    assert {one.due_at for one in bases} == {at(due)}


def test_it_keeps_the_order_of_registration_when_the_clock_is_set_back(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T10:30"), registered_at=at("2026-03-03T11:00"))
    story.municipality_receives(at("2026-03-03T10:45"), registered_at=at("2026-03-03T10:50"))
    times = list(story.case.events.order_by("sequence").values_list("registered_at", flat=True))
    assert times == sorted(set(times))
    assert story.case.deadlines.get(kind=DeadlineKind.RECEIPT, unit=cast.intake).met_at == at(
        "2026-03-03T10:45"
    )


def test_it_misses_and_reminds_the_same_whenever_the_clock_is_set_back(cast: Cast) -> None:
    Story(cast)
    for hours in (25, 3, 25, 24, 27, 1):
        now = TUESDAY + timedelta(hours=hours)
        sweep(now=now)
        remind(now=now)
    assert [one.missed_at for one in Deadline.objects.filter(kind=DeadlineKind.ADMISSION_NOTICE)] == [DUE]
    assert Reminder.objects.filter(kind=DeadlineKind.ADMISSION_NOTICE).count() == 4
    assert list(differences_in_deadlines()) == []
