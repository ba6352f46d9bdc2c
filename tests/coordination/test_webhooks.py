"""Webhooks: signed, without any patient, at least once under one key, and never to our own doors."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks import Webhook

from coordination.actions.relay import relay
from coordination.actions.reminders import remind
from coordination.actions.webhook_addresses import RefusedAddress, target_of
from coordination.models import Delivery, Medium
from tests.cast import Cast
from tests.coordination.channels import SECRET, listening_system, webhook_to
from tests.coordination.stories import TUESDAY, Story


@pytest.fixture(autouse=True)
def own_network(settings: Settings) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True


def hook() -> Delivery:
    return Delivery.objects.get(medium=Medium.WEBHOOK)


def test_it_is_signed_and_says_what_happened_but_not_to_whom(cast: Cast) -> None:
    with listening_system() as system:
        webhook_to(cast.case_officer, system.address)
        story = Story(cast)
        event = story.notify(timezone.now())
        assert relay() == 1
    ((headers, body),) = system.calls
    assert Webhook(SECRET).verify(body, headers)["type"] == "case.admission_notice_sent"
    assert headers["webhook-id"] == str(hook().key)
    assert json.loads(body)["data"] == {
        "case": str(story.case.pk),
        "url": f"http://localhost:8000/api/v1/cases/{story.case.pk}/",
        "sequence": event.sequence,
    }
    assert (hook().state, hook().attempts) == ("delivered", 1)
    assert hook().delivered_at is not None


def test_it_tells_of_reminders(cast: Cast) -> None:
    with listening_system() as system:
        webhook_to(cast.nurse, system.address)
        Story(cast)
        remind(now=TUESDAY + timedelta(hours=24))
        relay()
    (_, body) = system.calls[0]
    told = json.loads(body)
    assert (told["type"], told["data"]["deadline"], told["data"]["minutes_after"]) == (
        "deadline.reminder",
        "admission_notice",
        0,
    )


def test_it_comes_again_under_the_same_key_until_it_is_taken(cast: Cast) -> None:
    now = timezone.now()
    with listening_system(500, 302, 200) as system:
        webhook_to(cast.case_officer, system.address)
        Story(cast).notify(now)
        for minutes, state, fault in (
            (0, "pending", "status_500"),
            (2, "pending", "status_302"),
            (7, "delivered", ""),
        ):
            relay(now=now + timedelta(minutes=minutes))
            assert (hook().state, hook().fault) == (state, fault)
    assert len({headers["webhook-id"] for headers, _ in system.calls}) == 1
    assert len(system.calls) == 3


def test_it_keeps_nobody_waiting_for_a_receiver_that_is_unwell(cast: Cast) -> None:
    with listening_system(500, 500, 500) as unwell, listening_system() as well:
        webhook_to(cast.case_officer, unwell.address)
        webhook_to(cast.coordinator, well.address)
        for _ in range(3):
            Story(cast).notify(timezone.now())
        relay()
    assert (len(unwell.calls), len(well.calls)) == (1, 3)


def test_it_asks_a_server_that_does_not_answer_once_a_round_however_many_units_are_told_there(
    cast: Cast,
) -> None:
    with listening_system() as gone:
        # Its port is closed when the block ends.
        webhook_to(cast.case_officer, f"{gone.address}&to=kommunen")
        webhook_to(cast.coordinator, f"{gone.address}&to=vardcentralen")
    with listening_system() as well:
        webhook_to(cast.coordinator, well.address)
        Story(cast).notify(timezone.now())
        assert relay() == 2
    assert len(well.calls) == 1
    assert {hook.fault for hook in Delivery.objects.filter(medium=Medium.WEBHOOK)} == {"unreachable", ""}


def test_it_ends_at_once_where_the_receiver_says_that_it_is_gone(cast: Cast) -> None:
    with listening_system(410) as system:
        webhook_to(cast.case_officer, system.address)
        Story(cast).notify(timezone.now())
        relay()
    assert (hook().state, hook().fault) == ("failed", "status_410")


def test_it_goes_nowhere_without_https_and_the_open_internet(cast: Cast, settings: Settings) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = False
    with listening_system() as system:
        webhook_to(cast.case_officer, system.address)
        Story(cast).notify(timezone.now())
        relay()
    assert system.calls == []
    assert (hook().state, hook().fault) == ("pending", "refused_address")


@pytest.mark.parametrize(
    "url",
    [
        "http://203.0.114.7/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.8/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://someone:secret@203.0.114.7/",
        "https://203.0.114.7:99999/",
        "ftp://203.0.114.7/",
        "https:///hooks",
    ],
)
def test_it_refuses_addresses_that_could_be_our_own(url: str) -> None:
    with pytest.raises(RefusedAddress):
        target_of(url, may_be_private=False)


def test_it_calls_the_number_that_it_looked_at() -> None:
    target = target_of("https://203.0.114.7/hooks?a=1", may_be_private=False)
    assert (target.pinned_url, target.host_header) == ("https://203.0.114.7:443/hooks?a=1", "203.0.114.7")
