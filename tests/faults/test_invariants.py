"""Each promise can be seen to be broken: what a fault would leave behind, and what is said of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from coordination.actions.relay import relay
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.core.deadline import DeadlineKind
from coordination.models import Deadline, Delivery, DeliveryState, Medium, PatientSnapshot, Reminder
from tests.cast import Cast
from tests.coordination.stories import Story
from tests.faults.company import Ward, listen
from tests.faults.invariants import Told, broken
from tests.faults.mail_server import Letter, MailServer
from tests.faults.receiver import Call, Receiver
from tests.faults.stage import free_port


@dataclass
class World:
    """A day after one case got its notice and another was forgotten, when everything has been sent."""

    told: Told
    got: dict[str, list[Call]]
    letters: dict[str, list[Letter]]
    now: datetime


@pytest.fixture
def world(cast: Cast, settings: Settings) -> Iterator[World]:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    receiver, mail_server = Receiver(), MailServer(settings.EMAIL_PORT)
    listening = listen(cast, receiver.address)
    begun = timezone.now()
    story, key = Story(cast, admitted_at=begun - timedelta(hours=1)), uuid4()
    Story(cast, admitted_at=begun - timedelta(hours=2))
    story.notify(begun, idempotency_key=key)
    ward = Ward(port=0, secret="", taken=[(story.case.pk, str(key))], tried={str(key)})
    now = begun + timedelta(days=2)
    sweep(now=now)
    remind(now=now)
    relay(now=now)
    # As its owner, who may do what no process may.
    with connection.cursor() as cursor:
        cursor.execute("set role none")
    told = Told(ward, receiver.got, mail_server.got, listening)
    yield World(told, receiver.got, mail_server.got, now)
    receiver.close()
    mail_server.close()


def without(constraint: str) -> None:
    """The tables as they would be if nobody had thought of it."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select conrelid::regclass::text from pg_constraint where conname = %s", [constraint])
        (table,) = cursor.fetchone()
        cursor.execute(f"alter table {table} drop constraint {constraint}")


def test_it_finds_nothing_where_everything_was_kept(world: World) -> None:
    assert list(broken(world.told, world.now)) == []
    assert Deadline.objects.exclude(missed_at=None).exists()
    assert Reminder.objects.filter(is_told=True).exists()
    assert len(world.got) > 1
    assert len(world.letters) > 1


def a_deadline_is_forgotten(world: World) -> None:
    Deadline.objects.exclude(missed_at=None).update(missed_at=None)


def a_deadline_is_missed_when_somebody_looked(world: World) -> None:
    without("missed_when_due")
    Deadline.objects.exclude(missed_at=None).update(missed_at=F("due_at") + timedelta(minutes=1))


def a_deadline_is_missed_though_it_was_met(world: World) -> None:
    Deadline.objects.filter(met_at__isnull=False).update(missed_at=F("due_at"))


def a_case_has_no_deadline(world: World) -> None:
    Deadline.objects.filter(kind=DeadlineKind.ADMISSION_NOTICE).latest("pk").delete()


def a_level_has_two_rows(world: World) -> None:
    without("one_reminder_a_level")
    row = Reminder.objects.filter(is_told=False).earliest("pk")
    row.pk = None
    row.save()


def a_level_has_no_row(world: World) -> None:
    Reminder.objects.filter(is_told=False).earliest("pk").delete()


def a_level_is_left_out_of_what_was_done_later(world: World) -> None:
    late = Deadline.objects.filter(kind=DeadlineKind.ADMISSION_NOTICE, met_at=None).get()
    Deadline.objects.filter(pk=late.pk).update(met_at=late.due_at + timedelta(hours=3))
    Reminder.objects.filter(case=late.case, kind=late.kind, minutes=-60).delete()


def nobody_is_told_of_a_level(world: World) -> None:
    Reminder.objects.filter(is_told=True).update(is_told=False)


def somebody_is_reminded_too_early(world: World) -> None:
    Reminder.objects.update(created_at=F("due_at") - timedelta(days=9))


def a_notice_is_lost_that_was_taken(world: World) -> None:
    world.told.ward.taken.append((uuid4(), str(uuid4())))


def a_notice_is_there_that_nobody_sent(world: World) -> None:
    world.told.ward.tried.clear()


def a_notice_is_never_taken(world: World) -> None:
    world.told.ward.waiting.append((uuid4(), str(uuid4())))


def a_notice_is_refused_the_second_time(world: World) -> None:
    world.told.ward.refused.append("409")


def a_notice_is_not_in_the_inbox(world: World) -> None:
    Delivery.objects.filter(medium=Medium.INBOX, reminder=None).earliest("pk").delete()


def a_notice_is_twice_in_the_inbox(world: World) -> None:
    without("one_delivery_a_message")
    row = Delivery.objects.filter(medium=Medium.INBOX, reminder=None).earliest("pk")
    row.pk, row.key = None, uuid4()
    row.save()


def a_reminder_is_not_in_the_inbox(world: World) -> None:
    Delivery.objects.filter(medium=Medium.INBOX, event=None).earliest("pk").delete()


def a_webhook_is_never_written(world: World) -> None:
    Delivery.objects.filter(medium=Medium.WEBHOOK).earliest("pk").delete()


def a_webhook_is_given_up(world: World) -> None:
    Delivery.objects.filter(medium=Medium.WEBHOOK).update(state=DeliveryState.FAILED)


def a_webhook_is_said_to_have_come(world: World) -> None:
    world.got.popitem()


def something_is_sent_that_was_never_committed(world: World) -> None:
    world.got[str(uuid4())] = next(iter(world.got.values()))


def a_webhook_comes_with_other_words(world: World) -> None:
    calls = next(iter(world.got.values()))
    calls.append(replace(calls[0], body={**calls[0].body, "timestamp": "another"}))


def a_webhook_comes_to_another_unit(world: World) -> None:
    calls = next(iter(world.got.values()))
    calls[0] = replace(calls[0], path="/0")


def a_webhook_comes_under_two_keys(world: World) -> None:
    key = str(uuid4())
    row = Delivery.objects.filter(medium=Medium.WEBHOOK).earliest("pk")
    world.got[key] = world.got[str(row.key)]


def a_letter_is_never_written(world: World) -> None:
    Delivery.objects.filter(channel__for_head=False, medium=Medium.MAIL).earliest("pk").delete()


def a_head_is_not_written_to(world: World) -> None:
    Delivery.objects.filter(channel__for_head=True).earliest("pk").delete()


def a_letter_is_given_up(world: World) -> None:
    Delivery.objects.filter(medium=Medium.MAIL).update(state=DeliveryState.FAILED)


def a_letter_is_said_to_have_come(world: World) -> None:
    world.letters.popitem()


def a_letter_is_sent_of_what_was_never_committed(world: World) -> None:
    world.letters[str(uuid4())] = next(iter(world.letters.values()))


def a_letter_comes_with_other_words(world: World) -> None:
    letters = next(iter(world.letters.values()))
    letters.append(replace(letters[0], words="another"))


def a_letter_comes_to_somebody_else(world: World) -> None:
    letters = next(iter(world.letters.values()))
    letters[0] = replace(letters[0], to=("somebody@example.se",))


def a_letter_tells_of_fewer_messages(world: World) -> None:
    letters = next(each for each in world.letters.values() if any(one.isdigit() for one in each[0].subject))
    letters[0] = replace(letters[0], subject="1 nytt meddelande")


def a_letter_names_a_patient(world: World) -> None:
    letters = next(iter(world.letters.values()))
    letters[0] = replace(letters[0], words=PatientSnapshot.objects.earliest("pk").name)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (a_deadline_is_forgotten, "missed at None, ended at None"),
        (a_deadline_is_missed_when_somebody_looked, "missed at"),
        (a_deadline_is_missed_though_it_was_met, "missed at"),
        (a_case_has_no_deadline, "0 deadlines of its notice"),
        (a_level_has_two_rows, "its levels are there"),
        (a_level_has_no_row, "reminders ["),
        (a_level_is_left_out_of_what_was_done_later, "a level before it was left out"),
        (nobody_is_told_of_a_level, "nobody was told of the last level"),
        (somebody_is_reminded_too_early, "told at"),
        (a_notice_is_lost_that_was_taken, "the notice that was taken is there 0 times"),
        (a_notice_is_there_that_nobody_sent, "one that nobody sent"),
        (a_notice_is_never_taken, "its notice was never taken"),
        (a_notice_is_refused_the_second_time, "a notice was refused"),
        (a_notice_is_not_in_the_inbox, "0 times in the inbox of"),
        (a_notice_is_twice_in_the_inbox, "2 times in the inbox of"),
        (a_reminder_is_not_in_the_inbox, "0 times in the inbox"),
        (a_webhook_is_never_written, "1 of its inbox not on the way"),
        (a_webhook_is_given_up, "failed"),
        (a_webhook_is_said_to_have_come, "and never came"),
        (something_is_sent_that_was_never_committed, "came, and was never committed"),
        (a_webhook_comes_with_other_words, "came with other words"),
        (a_webhook_comes_to_another_unit, "or to another"),
        (a_webhook_comes_under_two_keys, "came under 2 keys"),
        (a_letter_is_never_written, "1 of the inbox not on the way"),
        (a_head_is_not_written_to, "1 of the inbox not on the way"),
        (a_letter_is_given_up, "mail"),
        (a_letter_is_said_to_have_come, "said to be sent, and never came"),
        (a_letter_is_sent_of_what_was_never_committed, "came, and was never committed"),
        (a_letter_comes_with_other_words, "came with other words, or to another"),
        (a_letter_comes_to_somebody_else, "came with other words, or to another"),
        (a_letter_tells_of_fewer_messages, "messages, and says"),
        (a_letter_names_a_patient, "says something of a patient"),
    ],
)
def test_it_says_what_was_not_kept(world: World, spoil: Callable[[World], None], said: str) -> None:
    spoil(world)
    faults = list(broken(world.told, world.now))
    assert any(said in fault for fault in faults), faults
