"""The admission notice within 24 hours of the admission or of the later assessment (LUS 2:3)."""

from datetime import UTC, datetime, timedelta

import pytest

from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.needs import Need
from coordination.core.states import Capacity
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    assessed,
    cancelled,
    history,
    home,
    notified,
)
from tests.coordination.stories import EVERYTHING, NOTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT, at


def notices(case: History) -> list[Deadline]:
    return [one for one in deadlines(case) if one.kind is DeadlineKind.ADMISSION_NOTICE]


def the_notice(case: History) -> Deadline:
    (only,) = notices(case)
    return only


def test_it_runs_24_hours_from_the_admission() -> None:
    due = the_notice(history(admitted("2026-03-03T09:10")))
    assert (due.starts_at, due.due_at) == (at("2026-03-03T09:10"), at("2026-03-04T09:10"))
    assert (due.acting, due.ground, due.started_by) == (Capacity.WARD, Ground.LUS_2_3, 1)
    assert due.is_open


def test_it_runs_from_an_assessment_that_came_later() -> None:
    due = the_notice(
        history(admitted("2026-03-03T09:10", None), assessed("2026-03-05T14:00", ONLY_MUNICIPAL))
    )
    assert (due.due_at, due.started_by) == (at("2026-03-06T14:00"), 2)


def test_it_runs_from_the_assessment_and_not_from_its_registration() -> None:
    case = history(
        admitted("2026-03-03T09:10", None),
        assessed("2026-03-05T16:00", ONLY_MUNICIPAL, assessed="2026-03-05T14:00"),
    )
    assert the_notice(case).due_at == at("2026-03-06T14:00")


def test_it_runs_from_the_admission_when_the_need_was_known_before() -> None:
    case = history(admitted("2026-03-03T09:10", assessed="2026-03-03T08:00"))
    assert the_notice(case).due_at == at("2026-03-04T09:10")


@pytest.mark.parametrize("needs", [None, NOTHING])
def test_it_does_not_run_without_a_need(needs: frozenset[Need] | None) -> None:
    assert notices(history(admitted("2026-03-03T09:10", needs))) == []


@pytest.mark.parametrize(
    ("admission", "due"),
    [
        # Clocks go forward on 29 March 2026 and back on 25 October: 24 hours are 24 hours.
        ("2026-03-28T20:00", "2026-03-29T21:00"),
        ("2026-03-28T02:30", "2026-03-29T03:30"),
        ("2026-10-24T20:00", "2026-10-25T19:00"),
        # Over the ends of months and years, and the leap day.
        ("2026-12-31T23:59", "2027-01-01T23:59"),
        ("2028-02-28T12:00", "2028-02-29T12:00"),
        ("2027-02-28T12:00", "2027-03-01T12:00"),
    ],
)
def test_it_is_24_hours_in_every_night_of_the_year(admission: str, due: str) -> None:
    found = the_notice(history(admitted(admission)))
    assert found.due_at == at(due)
    assert found.due_at.astimezone(UTC) - at(admission).astimezone(UTC) == timedelta(hours=24)


def test_it_is_met_at_the_last_instant_and_missed_just_after() -> None:
    in_time = the_notice(history(admitted("2026-03-03T09:10"), notified("2026-03-04T09:10")))
    assert in_time.missed_at(at("2026-04-01T00:00")) is None
    late = the_notice(history(admitted("2026-03-03T09:10"), notified("2026-03-04T09:10:00.000001")))
    assert late.missed_at(at("2026-04-01T00:00")) == at("2026-03-04T09:10")
    assert late.met_at == at("2026-03-04T09:10:00.000001")


@pytest.mark.parametrize(
    ("now", "missed"),
    [("2026-03-04T09:10", False), ("2026-03-04T09:10:00.000001", True), ("2027-01-01T00:00", True)],
)
def test_it_is_missed_when_the_clock_has_passed(now: str, missed: bool) -> None:
    due = the_notice(history(admitted("2026-03-03T09:10")))
    assert due.missed_at(at(now)) == (due.due_at if missed else None)


def test_it_is_met_when_everybody_concerned_is_told() -> None:
    first = [admitted("2026-03-03T09:10"), notified("2026-03-03T10:00", INTAKE)]
    assert the_notice(history(*first)).is_open
    both = history(*first, notified("2026-03-03T12:00", PRIMARY_CARE))
    assert the_notice(both).met_at == at("2026-03-03T12:00")


def test_it_asks_for_outpatient_care_too_when_municipal_health_care_is_expected() -> None:
    needs = frozenset({Need.MUNICIPAL_HEALTH_CARE})
    case = history(admitted("2026-03-03T09:10", needs), notified("2026-03-03T10:00", INTAKE))
    assert the_notice(case).is_open


def test_it_leaves_the_municipality_out_where_only_outpatient_care_is_needed() -> None:
    case = history(admitted("2026-03-03T09:10", ONLY_OUTPATIENT), notified("2026-03-03T10:00", PRIMARY_CARE))
    assert the_notice(case).met_at == at("2026-03-03T10:00")


def test_it_runs_anew_for_whom_a_later_assessment_adds() -> None:
    case = history(
        admitted("2026-03-03T09:10", ONLY_OUTPATIENT),
        notified("2026-03-03T10:00", PRIMARY_CARE),
        assessed("2026-03-06T15:00", EVERYTHING),
    )
    first, second = notices(case)
    assert first.met_at == at("2026-03-03T10:00")
    assert (second.started_by, second.due_at, second.is_open) == (3, at("2026-03-07T15:00"), True)


def test_it_ends_when_a_later_assessment_finds_no_need() -> None:
    case = history(admitted("2026-03-03T09:10"), assessed("2026-03-03T20:00", NOTHING))
    due = the_notice(case)
    assert due.cancelled_at == at("2026-03-03T20:00")
    assert due.missed_at(at("2026-04-01T00:00")) is None


def test_it_begins_again_when_the_need_is_found_again() -> None:
    case = history(
        admitted("2026-03-03T09:10"),
        assessed("2026-03-03T20:00", NOTHING),
        assessed("2026-03-08T08:00", EVERYTHING),
    )
    assert [one.due_at for one in notices(case)] == [at("2026-03-04T09:10"), at("2026-03-09T08:00")]
    assert [one.is_open for one in notices(case)] == [False, True]


@pytest.mark.parametrize(
    "end",
    [
        cancelled("2026-03-03T20:00"),
        home("2026-03-03T20:00"),
        home("2026-03-03T20:00", Destination.DECEASED),
    ],
)
def test_it_ends_with_the_stay(end: Happening) -> None:
    due = the_notice(history(admitted("2026-03-03T09:10"), end))
    assert due.cancelled_at == at("2026-03-03T20:00")


def test_it_stays_missed_when_the_patient_goes_home_after_it() -> None:
    due = the_notice(history(admitted("2026-03-03T09:10"), home("2026-03-08T20:00")))
    assert due.missed_at(datetime.max.replace(tzinfo=UTC)) == at("2026-03-04T09:10")


def test_it_counts_a_notice_registered_after_the_fact_by_when_it_was_sent() -> None:
    case = history(admitted("2026-03-03T09:10"), home("2026-03-08T20:00"), notified("2026-03-03T12:00"))
    due = the_notice(case)
    assert due.met_at == at("2026-03-03T12:00")
    assert due.missed_at(at("2026-04-01T00:00")) is None
