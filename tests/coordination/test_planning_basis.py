"""The planning basis: 48 hours from the admission notice for each receiver, where the parties' routine says so."""

from datetime import timedelta

import pytest

from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.history import History
from coordination.core.terms import ProcessTerms
from tests.cast import Cast
from tests.coordination.histories import (
    BOTH,
    INTAKE,
    PRIMARY_CARE,
    admitted,
    basis,
    history,
    home,
    notified,
    ready,
)
from tests.coordination.stories import Story, at

ADMISSION, NOTICE = admitted("2026-03-03T09:10"), notified("2026-03-03T11:40")
ROUTINE = ProcessTerms(planning_basis_within=timedelta(hours=48))


def bases(case: History, terms: ProcessTerms = ROUTINE) -> dict[int | None, Deadline]:
    return {one.unit: one for one in deadlines(case, terms) if one.kind is DeadlineKind.PLANNING_BASIS}


def test_it_is_due_after_48_hours_for_each_receiver() -> None:
    found = bases(history(ADMISSION, NOTICE))
    assert found.keys() == {INTAKE.unit, PRIMARY_CARE.unit}
    assert {one.due_at for one in found.values()} == {at("2026-03-05T11:40")}


def test_it_is_48_hours_also_over_the_night_when_the_clock_is_moved() -> None:
    found = bases(history(admitted("2026-03-28T09:10"), notified("2026-03-28T11:40")))
    assert {one.due_at for one in found.values()} == {at("2026-03-30T12:40")}


def test_it_is_met_by_the_own_answer_only() -> None:
    found = bases(history(ADMISSION, NOTICE, basis("2026-03-04T08:00", INTAKE)))
    assert found[INTAKE.unit].met_at == at("2026-03-04T08:00")
    assert found[PRIMARY_CARE.unit].is_open


def test_it_is_asked_for_once_of_each_however_many_notices_come() -> None:
    again = notified("2026-03-04T09:00", *BOTH)
    assert bases(history(ADMISSION, NOTICE, again, ready("2026-03-05T09:00"))) == bases(
        history(ADMISSION, NOTICE)
    )


def test_it_ends_when_the_patient_goes_home() -> None:
    found = bases(history(ADMISSION, NOTICE, home("2026-03-04T10:00")))
    assert {one.cancelled_at for one in found.values()} == {at("2026-03-04T10:00")}


def test_it_is_asked_for_by_nobody_where_there_is_no_such_routine() -> None:
    assert bases(history(ADMISSION, NOTICE), ProcessTerms()) == {}


@pytest.mark.django_db
def test_it_is_stored_for_halland_as_its_routine_says(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.municipality_gives_basis(at("2026-03-04T08:00"))
    rows = story.case.deadlines.filter(kind=DeadlineKind.PLANNING_BASIS).order_by("met_at")
    assert [(row.due_at, row.met_at) for row in rows] == [
        (at("2026-03-05T11:40"), at("2026-03-04T08:00")),
        (at("2026-03-05T11:40"), None),
    ]
