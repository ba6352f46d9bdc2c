"""Sweeps, relays and people at the same moment, each on a connection of its own."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import Settings

from coordination.actions.relay import relay
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.actions.write import lock_case
from coordination.core.attempts import RETRY_AFTER
from coordination.models import Deadline, Delivery, DeliveryState, Medium, Reminder
from tests.cast import Cast
from tests.coordination.channels import listening_system, mail_to, webhook_to
from tests.coordination.stories import TUESDAY, Story
from tests.coordination.test_mail import NOBODY
from tests.coordination.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_reminds_once_by_ten_sweeps(cast: Cast) -> None:
    for _ in range(6):
        Story(cast)
    now = TUESDAY + timedelta(hours=24)
    told = at_once(*[lambda: remind(now=now, batch=2)] * 10)
    assert sum(told) == 6
    assert Reminder.objects.filter(minutes=0).count() == 6
    assert Delivery.objects.filter(medium=Medium.INBOX, reminder__minutes=0).count() == 6


def test_it_reminds_of_a_case_that_somebody_writes_in(cast: Cast) -> None:
    """Otherwise the sweep would wait for the writer with deadlines in its hand, for which the writer waits."""
    story = Story(cast)
    with transaction.atomic():
        lock_case(story.case.pk, by=cast.nurse)
        assert at_once(lambda: remind(now=TUESDAY + timedelta(hours=24))) == [1]


def test_it_lets_people_work_while_it_sweeps_and_reminds(cast: Cast) -> None:
    stories = [Story(cast) for _ in range(6)]
    now = TUESDAY + timedelta(hours=27)

    def notify_all() -> None:
        for story in stories:
            story.notify(now)

    at_once(notify_all, lambda: remind(now=now, batch=1), lambda: sweep(now=now, batch=1))
    notices = Deadline.objects.filter(kind="admission_notice", met_at=now)
    assert {one.missed_at for one in notices} == {TUESDAY + timedelta(hours=24)}
    assert len(notices) == 6


def test_it_sends_each_message_by_one_of_several_relays(cast: Cast, settings: Settings) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    with listening_system() as system:
        webhook_to(cast.case_officer, system.address)
        for _ in range(6):
            Story(cast).notify(timezone.now())
        sent = at_once(*[relay] * 4)
    assert sum(sent) == 6
    assert len({headers["webhook-id"] for headers, _ in system.calls}) == len(system.calls) == 6
    rows = Delivery.objects.filter(medium=Medium.WEBHOOK)
    assert {(one.state, one.attempts) for one in rows} == {(DeliveryState.DELIVERED, 1)}


def test_it_sends_a_letter_that_failed_whole_by_one_of_several_relays(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se")
    for _ in range(6):
        Story(cast).notify(timezone.now())
    begun = timezone.now()
    with override_settings(**NOBODY):
        assert relay(now=begun) == 1
    again = begun + RETRY_AFTER[0]
    assert sum(at_once(*[partial(relay, now=again)] * 4)) == 1
    (letter,) = mail.outbox
    assert "6 nya meddelanden" in letter.subject
    assert set(Delivery.objects.filter(medium=Medium.MAIL).values_list("state", "attempts")) == {
        (DeliveryState.SENT, 2)
    }
