"""Mail says that there is something to read, once for many messages, and nothing of any patient."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.test import override_settings
from hypothesis import given
from hypothesis.strategies import datetimes, just, sampled_from
from pytest_django import Settings

from accounts.access.roles import Role
from coordination.actions.deliveries import resend
from coordination.actions.mail import message_id
from coordination.actions.relay import relay
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.core.attempts import MOST_ATTEMPTS, RETRY_AFTER, after_quiet_hours, in_digest
from coordination.models import Delivery, DeliveryState, Medium
from tests.cast import Cast, make_assignment
from tests.coordination.channels import mail_to
from tests.coordination.stories import Story, at

NOBODY = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_PORT": 9,
}

MORNING = at("2026-03-03T10:00")
EVENING = at("2026-03-03T20:00")
NIGHT = at("2026-03-05T23:30")


def mails() -> list[Delivery]:
    return list(Delivery.objects.filter(medium=Medium.MAIL).order_by("pk"))


def test_it_says_that_there_is_a_message_and_nothing_of_the_patient(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se")
    story = Story(cast)
    story.notify(MORNING)
    assert relay(now=MORNING) == 1
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["bistand@example.se"], "Du har ett nytt meddelande i Hemgång")
    whole = letter.message().as_string() + letter.body + str(letter.alternatives)
    snapshot, patient = story.case.snapshot, story.case.patient
    for secret in (snapshot.family_name, snapshot.given_name, patient.identity_value, story.case.number):
        assert secret not in whole
    assert "/inbox/" in letter.body
    (row,) = mails()
    assert (row.state, row.sent_at, row.attempts, row.next_attempt_at) == ("sent", MORNING, 1, None)
    assert letter.extra_headers["Message-ID"] == f"<{row.key}@localhost>"


def test_it_writes_in_the_channels_language(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se", language="en")
    Story(cast).notify(MORNING)
    relay(now=MORNING)
    assert mail.outbox[0].subject == "You have a new message in Hemgång"


def test_it_sends_one_letter_for_what_has_come_meanwhile(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se")
    for _ in range(3):
        Story(cast).notify(MORNING)
    assert relay(now=EVENING) == 1
    assert [one.subject for one in mail.outbox] == ["Du har 3 nya meddelanden i Hemgång"]
    assert {(one.state, one.batch) for one in mails()} == {("sent", mails()[0].key)}


def test_it_gives_what_comes_while_a_letter_fails_its_own_attempts(cast: Cast, settings: Settings) -> None:
    mail_to(cast.case_officer, "bistand@example.se")
    Story(cast).notify(MORNING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    relay(now=MORNING)
    Story(cast).notify(MORNING + timedelta(minutes=1))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert relay(now=EVENING) == 2
    first, second = mails()
    assert (first.attempts, first.batch) == (2, first.key)
    assert (second.attempts, second.batch) == (1, second.key)


def test_it_waits_for_the_end_of_the_quiet_hours(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se", quiet_from=time(18), quiet_to=time(7))
    story = Story(cast)
    story.notify(EVENING)
    assert Delivery.objects.get(unit=cast.intake, medium=Medium.INBOX).delivered_at == EVENING
    assert relay(now=at("2026-03-04T06:59")) == 0
    assert relay(now=at("2026-03-04T07:00")) == 1


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2026-03-03T17:59", "2026-03-03T17:59"),
        ("2026-03-03T18:00", "2026-03-04T07:00"),
        ("2026-03-04T03:00", "2026-03-04T07:00"),
        ("2026-03-04T07:00", "2026-03-04T07:00"),
        # The nights when the clock is moved.
        ("2026-03-28T23:00", "2026-03-29T07:00"),
        ("2026-10-24T23:00", "2026-10-25T07:00"),
    ],
)
def test_it_knows_the_quiet_hours_by_the_clock_on_the_wall(asked: str, answered: str) -> None:
    assert after_quiet_hours(at(asked), time(18), time(7)) == at(answered)
    assert after_quiet_hours(at(asked), None, None) == at(asked)


def test_it_gathers_what_comes_in_one_letter_and_holds_back_nothing_that_is_late(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se", digest_minutes=15)
    for minutes in (0, 4, 14):
        Story(cast).notify(MORNING + timedelta(minutes=minutes, seconds=1))
    assert relay(now=MORNING + timedelta(minutes=14, seconds=59)) == 0
    assert relay(now=MORNING + timedelta(minutes=15)) == 1
    assert len(mails()) == 3
    assert len({row.batch for row in mails()}) == 1
    assert len(mail.outbox) == 1


@given(
    at=datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=just(UTC)),
    minutes=sampled_from([0, 15, 60]),
)
def test_it_waits_less_than_the_interval_and_never_sends_before(at: datetime, minutes: int) -> None:
    sent = in_digest(at, minutes)
    assert timedelta() <= sent - at < timedelta(minutes=minutes or 1)
    assert in_digest(sent, minutes) == sent


def test_it_tells_the_head_at_once_whatever_the_hours(cast: Cast) -> None:
    head = {"for_head": True, "quiet_from": time(18), "quiet_to": time(7), "digest_minutes": 60}
    mail_to(cast.case_officer, "chef@example.se", **head)
    story = Story(cast, admitted_at=MORNING)
    story.notify(MORNING + timedelta(hours=1))
    sweep(now=NIGHT)
    remind(now=NIGHT)
    rows = Delivery.objects.filter(channel__for_head=True)
    assert rows.exists()
    assert all(row.next_attempt_at == row.created_at for row in rows)


def test_it_tries_again_under_the_same_message_id_and_fails_at_last(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail_to(cast.case_officer, "bistand@example.se")
    Story(cast).notify(MORNING)
    now = MORNING
    for after in RETRY_AFTER:
        assert relay(now=now) == 1
        (row,) = mails()
        assert (row.state, row.fault, row.next_attempt_at) == ("pending", "unreachable", now + after)
        assert relay(now=now + after - timedelta(seconds=1)) == 0
        now += after
    assert relay(now=now) == 1
    (row,) = mails()
    assert (row.state, row.failed_at, row.attempts) == ("failed", now, MOST_ATTEMPTS)
    assert row.batch == row.key
    assert relay(now=now + timedelta(days=1)) == 0


def test_it_sends_a_letter_again_with_all_that_it_told_of(cast: Cast) -> None:
    by = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")
    mail_to(by, "bistand@example.se")
    for _ in range(3):
        Story(cast).notify(MORNING)
    Delivery.objects.filter(medium=Medium.MAIL).update(attempts=MOST_ATTEMPTS - 1)
    with override_settings(**NOBODY):
        relay(now=MORNING)
    assert {row.state for row in mails()} == {DeliveryState.FAILED}
    first = mails()[0]
    assert not resend(by=by, unit=cast.ward, delivery_id=first.pk)
    assert {row.state for row in mails()} == {DeliveryState.FAILED}
    assert resend(by=by, unit=cast.intake, delivery_id=first.pk)
    assert relay() == 1
    (letter,) = mail.outbox
    assert "3 nya meddelanden" in letter.subject
    assert letter.extra_headers["Message-ID"] == message_id(first.batch or first.key)


def test_it_sends_nothing_to_an_address_that_is_no_longer_used(cast: Cast) -> None:
    channel = mail_to(cast.case_officer, "bistand@example.se")
    Story(cast).notify(MORNING)
    channel.archived_at = MORNING
    channel.save()
    relay(now=MORNING)
    assert mail.outbox == []
    assert [(one.state, one.fault) for one in mails()] == [("failed", "channel_archived")]
