"""An administrator's system says where a unit is told, sees what could not be sent, and sends it again."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from accounts.access.roles import Role
from accounts.models import Assignment
from coordination.actions.relay import relay
from coordination.models import Channel, Delivery, DeliveryState, Medium
from tests.cast import Cast, api_client_of, make_assignment
from tests.coordination.channels import listening_system, mail_to, webhook_to
from tests.coordination.stories import Story

CHANNELS, FAILED = "/api/v1/channels/", "/api/v1/failed-deliveries/"
MAIL = {"medium": "mail", "address": "bistand@example.se"}


@pytest.fixture
def head(cast: Cast) -> Assignment:
    """Who administers Halmstad's intake."""
    return make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")


def test_it_is_told_by_mail_from_when_the_call_says_so(cast: Cast, head: Assignment) -> None:
    client = api_client_of(head)
    answer = client.post(CHANNELS, {**MAIL, "quiet_from": "20:00", "quiet_to": "20:01"})
    assert answer.status_code == 201
    assert answer.json()["unit"] == cast.intake.hsa_id
    assert [one["address"] for one in client.get(CHANNELS).json()["results"]] == ["bistand@example.se"]
    Channel.objects.update(quiet_from=None, quiet_to=None)
    Story(cast).notify(timezone.now())
    relay()
    assert [one.to for one in mail.outbox] == [["bistand@example.se"]]


def test_it_shows_the_key_of_a_webhook_once(head: Assignment, settings: Settings) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    client = api_client_of(head)
    answer = client.post(CHANNELS, {"medium": "webhook", "address": "http://127.0.0.1:9/"})
    secret = Channel.objects.get().secret
    assert answer.json()["secret"] == secret and secret.startswith("whsec_")
    assert secret not in client.get(CHANNELS).text


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"address": "nobody"}, 400, "address"),
        ({"quiet_from": "18:00"}, 400, "quiet_to"),
        ({"medium": "inbox"}, 400, "medium"),
        ({"medium": "webhook", "address": "https://127.0.0.1/"}, 409, "webhook_address_refused"),
        ({"unit": "SE0000000000-NONE"}, 404, "not_found"),
    ],
)
def test_it_says_what_to_put_right(
    head: Assignment, changes: dict[str, Any], status: int, field: str
) -> None:
    answer = api_client_of(head).post(CHANNELS, MAIL | changes)
    assert answer.status_code == status
    assert field in answer.text
    assert not Channel.objects.exists()


def test_it_is_told_at_an_address_once(head: Assignment) -> None:
    mail_to(head, "bistand@example.se")
    answer = api_client_of(head).post(CHANNELS, MAIL)
    assert (answer.status_code, answer.json()["code"]) == (409, "channel_exists")
    assert Channel.objects.count() == 1


def test_it_is_told_no_more_at_an_address_that_is_archived(cast: Cast, head: Assignment) -> None:
    channel = mail_to(head, "bistand@example.se")
    assert api_client_of(head).post(f"{CHANNELS}{channel.pk}/archive/").status_code == 204
    assert api_client_of(head).post(f"{CHANNELS}{channel.pk}/archive/").status_code == 404
    Story(cast).notify(timezone.now())
    assert not Delivery.objects.filter(medium=Medium.MAIL).exists()


def test_it_lists_what_could_not_be_sent_and_sends_it_again(
    cast: Cast, head: Assignment, settings: Settings
) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    client = api_client_of(head)
    with listening_system(410) as system:
        webhook_to(head, system.address)
        story = Story(cast)
        story.notify(timezone.now())
        relay()
        answer = client.get(FAILED)
        [failed] = answer.json()["results"]
        assert (failed["step"], failed["fault"]) == ("admission_notice_sent", "status_410")
        assert str(story.case.pk) not in answer.text and story.case.number not in answer.text
        assert client.post(f"{FAILED}{failed['id']}/resend/").status_code == 204
        relay()
    (row,) = Delivery.objects.filter(medium=Medium.WEBHOOK)
    assert (row.state, row.failed_at) == (DeliveryState.DELIVERED, None)
    assert len({headers["webhook-id"] for headers, _ in system.calls}) == 1
    assert client.get(FAILED).json()["results"] == []


def test_it_is_for_the_units_own_administrator(cast: Cast, head: Assignment) -> None:
    channel = mail_to(head, "bistand@example.se")
    wards = api_client_of(cast.unit_administrator)
    assert wards.get(CHANNELS).json()["results"] == []
    assert wards.post(CHANNELS, MAIL | {"unit": cast.intake.hsa_id}).status_code == 404
    assert wards.post(f"{CHANNELS}{channel.pk}/archive/").status_code == 404
    officer = api_client_of(cast.case_officer)
    for address in (CHANNELS, FAILED):
        assert officer.get(address).status_code == 403
    assert officer.post(f"{CHANNELS}{channel.pk}/archive/").status_code == 403
    assert Channel.objects.in_use().get() == channel
