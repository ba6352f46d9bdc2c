"""Stored deadlines, statuses and facts are compared with the events; each difference is named."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coordination.models import Case, Deadline
from tests.cast import Cast
from tests.coordination.stories import Story, at


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


@pytest.mark.parametrize("command", ["check_deadlines", "check_facts"])
def test_it_finds_nothing_where_all_is_well(story: Story, command: str) -> None:
    out = StringIO()
    call_command(command, stdout=out)
    assert out.getvalue() == "0 differences\n"


def test_it_finds_a_deadline_that_was_moved_added_or_lost(story: Story) -> None:
    Deadline.objects.filter(kind="care_contact").update(due_at=at("2027-01-01T00:00"))
    Deadline.objects.filter(kind="admission_notice").delete()
    moved = Deadline.objects.filter(kind="receipt").earliest("pk")
    Deadline.objects.filter(pk=moved.pk).update(started_by=7)
    lines = failing("check_deadlines")
    assert len(lines) == 4
    assert all(story.case.number in line for line in lines)


def test_it_takes_a_sweep_that_has_not_run_for_no_difference(story: Story) -> None:
    receipts = Deadline.objects.filter(kind="receipt")
    assert set(receipts.values_list("missed_at", flat=True)) == {None}
    call_command("check_deadlines", stdout=StringIO())
    receipts.update(missed_at=at("2026-03-03T15:00"))
    call_command("check_deadlines", stdout=StringIO())


def test_it_finds_another_status_and_other_facts(story: Story) -> None:
    Case.objects.update(status="ready", version=9)
    assert len(failing("check_facts")) == 1
    Case.objects.update(status="notified", version=2)
    story.case.facts.latest().update(superseded_at=at("2026-03-03T11:00") + timedelta(hours=1))
    assert len(failing("check_facts")) == 1


def failing(command: str) -> list[str]:
    """What the command reports; it must fail, and count its lines right."""
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command(command, stdout=out)
    lines = out.getvalue().splitlines()
    assert str(failure.value) == f"{len(lines)} differences"
    return lines


def test_it_compares_the_others_when_one_cannot_be_computed(cast: Cast, story: Story) -> None:
    Case.objects.filter(pk=Story(cast).case.pk).update(status="of another version")
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute(
            "update coordination_event set step = 'of another version' where case_id = %s", [story.case.pk]
        )
        cursor.execute("set role hemgang_app")
    lines = failing("check_facts")
    assert len(lines) == 2
    assert f"{story.case}: cannot be computed: ValueError" in lines
