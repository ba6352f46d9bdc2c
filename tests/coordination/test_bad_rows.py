"""A row that the engine cannot see to is set aside where a person sees it, and keeps none of the others waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from coordination.actions.relay import relay
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.core.attempts import MOST_ATTEMPTS
from coordination.models import Channel, Deadline, Delivery, EngineWork, Medium, Reminder, SetAside
from tests.cast import Cast
from tests.coordination.channels import listening_system, webhook_to
from tests.coordination.stories import TUESDAY, Story

DUE = TUESDAY + timedelta(hours=24)
HOUR = timedelta(hours=1)


@contextmanager
def refused(table: str, condition: str) -> Iterator[None]:
    """The database refuses to write such rows meanwhile: what a broken rule, index or page would do."""
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute(
            "create function no() returns trigger language plpgsql as $$ begin raise 'no'; end $$;"
            f"create trigger no before insert or update on {table}"
            f" for each row when ({condition}) execute function no();"
            "set role hemgang_app;"
        )
        yield
        cursor.execute(f"set role none; drop trigger no on {table}; drop function no; set role hemgang_app")


def three_cases(cast: Cast) -> tuple[Deadline, list[Deadline]]:
    """The deadline of the middle one, and the others'."""
    first, bad, last = (
        Story(cast, admitted_at=TUESDAY + timedelta(minutes=n)).case.deadlines.get() for n in range(3)
    )
    return bad, [first, last]


def missed() -> set[int]:
    return set(Deadline.objects.exclude(missed_at=None).values_list("pk", flat=True))


def test_it_misses_all_others_and_this_one_when_it_can_be(cast: Cast) -> None:
    bad, others = three_cases(cast)
    with refused("coordination_deadline", f"new.id = {bad.pk}"):
        assert sweep(now=DUE + HOUR) == 2
        assert missed() == {one.pk for one in others}
        aside = SetAside.objects.get()
        assert (aside.work, aside.deadline) == (EngineWork.SWEEP, bad.pk)
        # It is tried again after an hour, and is set aside since the first time.
        assert [sweep(now=DUE + HOUR * hours) for hours in (1, 2, 3)] == [0, 0, 0]
        assert SetAside.objects.get().since == DUE + HOUR
    assert [sweep(now=DUE + HOUR * hours) for hours in (3, 4)] == [0, 1]
    bad.refresh_from_db()
    assert bad.missed_at == bad.due_at
    assert not SetAside.objects.exists()


def test_it_reminds_all_others_and_this_one_when_it_can_be(cast: Cast) -> None:
    bad, _ = three_cases(cast)
    with refused("coordination_reminder", f"new.case_id = '{bad.case_id}'"):
        assert remind(now=DUE + HOUR / 2) == 2
        # What the failed row had begun is undone with it.
        assert not Reminder.objects.filter(case=bad.case_id).exists()
        assert SetAside.objects.get().work == EngineWork.REMINDERS
        assert remind(now=DUE + HOUR / 2) == 0
    assert remind(now=DUE + HOUR + HOUR / 2) == 1
    assert Delivery.objects.filter(medium=Medium.INBOX, reminder__case=bad.case_id).count() == 1
    assert not SetAside.objects.exists()


def test_it_reminds_in_time_of_what_cannot_be_marked_as_missed(cast: Cast) -> None:
    bad, _ = three_cases(cast)
    with refused("coordination_deadline", f"new.id = {bad.pk} and new.missed_at is not null"):
        sweep(now=DUE + HOUR)
        assert remind(now=DUE + HOUR) == 3


def test_it_forgets_what_was_done_in_another_way_meanwhile(cast: Cast) -> None:
    bad, _ = three_cases(cast)
    with refused("coordination_deadline", f"new.id = {bad.pk} and new.missed_at is not null"):
        sweep(now=DUE + HOUR)
    Deadline.objects.filter(pk=bad.pk).update(met_at=bad.due_at)
    assert sweep(now=DUE + 2 * HOUR) == 0
    assert not SetAside.objects.exists()


def test_it_reminds_of_no_kind_that_this_version_does_not_know(cast: Cast) -> None:
    bad, _ = three_cases(cast)
    Deadline.objects.filter(pk=bad.pk).update(kind="of another version")
    assert remind(now=DUE + HOUR) == 2
    assert SetAside.objects.get().fault == "ValueError"


def test_it_sends_all_others_and_shows_in_the_end_what_cannot_be_written(
    cast: Cast, settings: Settings
) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    now = timezone.now()
    with listening_system() as system:
        unwritable = webhook_to(cast.case_officer, system.address)
        webhook_to(cast.coordinator, system.address)
        Channel.objects.filter(pk=unwritable.pk).update(secret="whsec_a")
        Story(cast).notify(now)
        relay(now=now)
        assert len(system.calls) == 1
        for _ in range(MOST_ATTEMPTS):
            now += timedelta(days=1)
            relay(now=now)
    row = Delivery.objects.get(channel=unwritable)
    assert (row.state, row.fault) == ("failed", "unwritable")
