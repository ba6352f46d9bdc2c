"""Assessments are read in one way, whoever asks: in the order in which they hold, and by one reading of LUS 2:3."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.core.civil import civil
from coordination.core.deadlines import DeadlineKind, deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.history import History
from coordination.core.needs import Need, both_are_needed, to_be_told
from coordination.core.states import Capacity
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    assessed,
    history,
    notified,
)
from tests.coordination.stories import EVERYTHING, NOTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT, at

ADMITTED = "2026-03-03T09:10"
NEEDS = st.sets(st.sampled_from(Need)).map(frozenset)
# Needs, hours from the admission to the assessment, and from it to when it was registered as having happened.
ASSESSMENTS = st.lists(st.tuples(NEEDS, st.integers(-30, 60), st.integers(0, 40)), max_size=6)


def later(hours: int) -> str:
    return (at(ADMITTED) + timedelta(hours=hours)).replace(tzinfo=None).isoformat()


def told(
    first: tuple[frozenset[Need], int] | None, more: list[tuple[frozenset[Need], int, int]]
) -> list[Happening]:
    admission = admitted(
        ADMITTED, *([None] if first is None else [first[0]]), assessed=later(first[1]) if first else None
    )
    return [
        admission,
        *(assessed(later(max(0, hours + lag)), needs, assessed=later(hours)) for needs, hours, lag in more),
    ]


@given(first=st.none() | st.tuples(NEEDS, st.integers(-30, 60)), more=ASSESSMENTS)
def test_the_latest_assessment_decides_everything_that_assessments_decide(
    first: tuple[frozenset[Need], int] | None, more: list[tuple[frozenset[Need], int, int]]
) -> None:
    case = history(*told(first, more))
    needs = case.needs or frozenset()
    assert case.sip_is_required == both_are_needed(needs)
    for capacity in Capacity:
        spells = case.telling(capacity)
        assert (bool(spells) and spells[-1].ends_at is None) == (capacity in to_be_told(needs))
    assert sorted(case.findings, key=lambda one: one.order) == list(case.findings)
    assert [one.at for one in case.findings] == sorted(one.at for one in case.findings)


@given(
    first=st.none() | st.tuples(NEEDS, st.integers(-30, 60)),
    more=ASSESSMENTS,
    notice=st.integers(0, 100),
)
def test_the_bill_and_the_deadline_count_the_same_24_hours(
    first: tuple[frozenset[Need], int] | None, more: list[tuple[frozenset[Need], int, int]], notice: int
) -> None:
    """The notice to the municipality is late by the facts just when it is by its deadline, where that has run."""
    case = history(*told(first, more), notified(later(notice), INTAKE, PRIMARY_CARE))
    found = known_episode(case, "H26-00001")
    assert found is not None
    started = max(found.episode.admitted_at, found.episode.need_assessed_at or found.episode.admitted_at)
    starts = [civil(span.starts_at) for span in case.telling(Capacity.MUNICIPALITY)]
    if not starts:
        assert found.episode.need_assessed_at is None
        return
    assert started in starts
    of_municipality = {
        one.started_by: one for one in deadlines(case) if one.kind is DeadlineKind.ADMISSION_NOTICE
    }
    span = next(one for one in case.telling(Capacity.MUNICIPALITY) if civil(one.starts_at) == started)
    due = of_municipality[span.begun_by.sequence]
    assert civil(due.starts_at) == started
    sent = at(later(notice))
    if span.starts_at <= sent and (span.ends_at is None or sent <= span.ends_at):
        assert (due.missed_at(at("2027-01-01T00:00")) is not None) == (sent > due.due_at)


def need_assessed_at(case: History) -> str:
    found = known_episode(case, "H26-00001")
    assert found is not None
    return found.episode.need_assessed_at.isoformat() if found.episode.need_assessed_at else ""


def test_the_need_of_outpatient_care_alone_starts_nothing_for_the_municipality() -> None:
    case = history(
        admitted(ADMITTED, ONLY_OUTPATIENT),
        notified("2026-03-03T11:40", PRIMARY_CARE),
        assessed("2026-03-06T15:00", EVERYTHING),
        notified("2026-03-07T10:00", INTAKE),
    )
    assert need_assessed_at(case) == "2026-03-06T15:00:00"


def test_a_need_that_was_lost_and_found_again_starts_anew() -> None:
    lost = (admitted(ADMITTED, ONLY_MUNICIPAL), assessed("2026-03-03T20:00", NOTHING))
    again = assessed("2026-03-08T08:00", ONLY_MUNICIPAL)
    assert (
        need_assessed_at(history(*lost, again, notified("2026-03-08T12:00", INTAKE))) == "2026-03-08T08:00:00"
    )
    # The municipality that was told the first time need not be told again.
    assert need_assessed_at(history(*lost, again, notified("2026-03-03T12:00", INTAKE))) == ""


def test_whom_a_later_assessment_no_longer_finds_need_not_be_told() -> None:
    case = history(
        admitted(ADMITTED, EVERYTHING),
        notified("2026-03-03T12:00", INTAKE),
        assessed("2026-03-03T20:00", ONLY_MUNICIPAL),
    )
    (due,) = (one for one in deadlines(case) if one.kind is DeadlineKind.ADMISSION_NOTICE)
    assert due.met_at == at("2026-03-03T20:00")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_assessments_before_the_admission_the_latest_holds(order: tuple[int, int]) -> None:
    before = (
        assessed(ADMITTED, ONLY_MUNICIPAL, assessed="2026-03-03T07:00"),
        assessed(ADMITTED, EVERYTHING, assessed="2026-03-03T08:00"),
    )
    case = history(admitted(ADMITTED, None), *(before[place] for place in order))
    assert (case.needs, case.sip_is_required) == (EVERYTHING, True)
