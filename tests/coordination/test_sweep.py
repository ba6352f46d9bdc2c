"""The sweep: what is overdue is missed at the time when it was due, however late and however often it runs."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from pytest_django import DjangoAssertNumQueries

from coordination.actions.sweeps import sweep
from coordination.core.deadline import DeadlineKind
from coordination.models import Deadline
from coordination.tasks import sweep_deadlines
from tests.cast import Cast
from tests.coordination.stories import Story, at

DUE = at("2026-03-04T09:10")


def test_it_marks_what_is_overdue_at_the_time_when_it_was_due(cast: Cast) -> None:
    story = Story(cast)
    assert sweep(now=DUE) == 0
    assert sweep(now=DUE + timedelta(days=40)) == 1
    assert story.case.deadlines.get().missed_at == DUE


def test_it_finds_nothing_the_second_time(cast: Cast) -> None:
    Story(cast)
    assert [sweep(now=DUE + timedelta(hours=1)) for _ in range(2)] == [1, 0]


def test_it_leaves_alone_what_is_met_or_cancelled_or_only_expected(cast: Cast) -> None:
    met = Story(cast)
    met.notify(at("2026-03-03T10:00"))
    for receive in (met.municipality_receives, met.outpatient_receives):
        receive(at("2026-03-03T11:00"))
    met.all_give_basis(at("2026-03-04T11:00"))
    Story(cast).cancel(at("2026-03-03T12:00"))
    assert sweep(now=at("2027-01-01T00:00")) == 0
    still_expected = met.case.deadlines.get(kind=DeadlineKind.CARE_CONTACT)
    assert (still_expected.missed_at, still_expected.is_binding) == (None, False)


def test_it_takes_as_many_batches_as_it_needs(cast: Cast) -> None:
    for _ in range(5):
        Story(cast)
    assert sweep(now=DUE + timedelta(days=1), batch=2) == 5
    assert not Deadline.objects.to_be_swept().exists()


def test_it_asks_two_things_a_batch(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(3):
        Story(cast)
    # A batch: savepoint, rows to lock, update, release; then one that finds none: savepoint, rows, release.
    # And what was set aside before.
    with django_assert_num_queries(8):
        sweep(now=DUE + timedelta(days=1))


def test_it_takes_back_a_miss_when_the_step_turns_out_to_have_been_in_time(cast: Cast) -> None:
    story = Story(cast)
    sweep(now=DUE + timedelta(days=1))
    story.notify(at("2026-03-03T12:00"), registered_at=DUE + timedelta(days=2))
    notice = story.case.deadlines.get(kind=DeadlineKind.ADMISSION_NOTICE)
    assert (notice.met_at, notice.missed_at) == (at("2026-03-03T12:00"), None)


def test_it_keeps_a_miss_when_the_step_comes_late(cast: Cast) -> None:
    story = Story(cast)
    sweep(now=DUE + timedelta(days=1))
    story.notify(DUE + timedelta(days=2))
    notice = story.case.deadlines.get(kind=DeadlineKind.ADMISSION_NOTICE)
    assert (notice.met_at, notice.missed_at) == (DUE + timedelta(days=2), DUE)


def test_it_runs_as_a_task_and_as_a_command(cast: Cast) -> None:
    Story(cast)
    out = StringIO()
    call_command("run_deadlines", stdout=out)
    call_command("run_deadlines", stdout=out)
    assert out.getvalue().splitlines() == ["1 missed, 1 reminded", "0 missed, 0 reminded"]
    Story(cast)
    sweep_deadlines()
    assert not Deadline.objects.to_be_swept().exists()


@pytest.mark.django_db(transaction=True)
def test_it_leaves_to_another_sweep_what_that_one_holds(cast: Cast) -> None:
    for _ in range(2):
        Story(cast)
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            held = Deadline.objects.to_be_swept().select_for_update().earliest("pk")
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM (SELECT FROM coordination_deadline FOR UPDATE SKIP LOCKED) AS free"
                )
                assert cursor.fetchone() == (1,)
            assert held.missed_at is None
        assert connection.get_autocommit()
        assert sweep(now=DUE + timedelta(days=1)) == 2
    finally:
        other.close()
