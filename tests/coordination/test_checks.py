"""Stored deadlines, statuses and facts are compared with the events; each difference is named."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coordination.core.deadline import WAITING
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


def test_it_writes_them_anew_where_an_upgrade_knows_more(story: Story) -> None:
    story.is_ready(at("2026-03-05T13:15"))
    Deadline.objects.filter(kind__in=WAITING).delete()
    Deadline.objects.filter(kind="care_contact").update(due_at=at("2027-01-01T00:00"))
    assert len(failing("check_deadlines")) == 3
    out = StringIO()
    call_command("check_deadlines", write=True, stdout=out)
    call_command("check_deadlines", write=True, stdout=out)
    assert out.getvalue().splitlines() == [
        "1 cases written anew",
        "0 differences",
        "0 cases written anew",
        "0 differences",
    ]
    counting = story.case.deadlines.get(kind="counting_starts")
    assert (counting.due_at, counting.remind_at) == (at("2026-03-06T00:00"), at("2026-03-05T14:00"))


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
