"""How a unit is told: its administrator says where, sees what could not be sent, and sends it again."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.access.roles import Role
from accounts.models import Assignment
from coordination.actions.relay import relay
from coordination.models import Channel, Delivery, DeliveryState, Medium
from tests.cast import Cast, client_of, make_assignment
from tests.coordination.channels import listening_system, mail_to, webhook_to
from tests.coordination.stories import Story
from tests.coordination_web.pages import open_page

MAIL = {"medium": "mail", "address": "bistand@example.se", "language": "sv", "digest_minutes": "0"}


@pytest.fixture
def head(cast: Cast) -> Iterator[Assignment]:
    """Who administers Halmstad's intake."""
    return make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")


def test_it_is_told_by_mail_from_when_the_administrator_says_so(cast: Cast, head: Assignment) -> None:
    form = reverse("add-channel", args=[cast.intake.pk])
    assert client_of(head).post(form, MAIL).status_code == 302
    Story(cast).notify(timezone.now())
    relay()
    assert [one.to for one in mail.outbox] == [["bistand@example.se"]]


def test_it_shows_the_key_of_a_webhook_once(cast: Cast, head: Assignment, settings: Settings) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    form = reverse("add-channel", args=[cast.intake.pk])
    answer = client_of(head).post(
        form, {**MAIL, "medium": "webhook", "address": "http://127.0.0.1:9/", "for_head": "on"}
    )
    secret = Channel.objects.get().secret
    assert secret.startswith("whsec_")
    assert secret in answer.content.decode()
    page = client_of(head).get(reverse("unit-messages", args=[cast.intake.pk]))
    assert secret not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": "nobody"}, "giltig mejladress"),
        ({"medium": "webhook", "address": "https://127.0.0.1/"}, "öppna internet"),
        ({"quiet_from": "18:00"}, "båda tiderna"),
        ({"quiet_from": "00:00", "quiet_to": "23:59"}, "högst 16 timmar"),
    ],
)
def test_it_says_what_to_put_right(
    cast: Cast, head: Assignment, changes: dict[str, str], sentence: str
) -> None:
    answer = client_of(head).post(reverse("add-channel", args=[cast.intake.pk]), MAIL | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Channel.objects.exists()


def test_it_is_told_at_an_address_once(cast: Cast, head: Assignment) -> None:
    mail_to(head, "bistand@example.se")
    answer = client_of(head).post(reverse("add-channel", args=[cast.intake.pk]), MAIL)
    assert answer.status_code == 422
    assert Channel.objects.count() == 1


def test_it_is_told_no_more_at_an_address_that_is_removed(cast: Cast, head: Assignment) -> None:
    channel = mail_to(head, "bistand@example.se")
    client_of(head).post(reverse("archive-channel", args=[channel.pk]))
    Story(cast).notify(timezone.now())
    assert not Delivery.objects.filter(medium=Medium.MAIL).exists()


def test_it_shows_what_could_not_be_sent_and_sends_it_again(
    cast: Cast, head: Assignment, settings: Settings
) -> None:
    settings.WEBHOOKS_IN_OWN_NETWORK = True
    with listening_system(410) as system:
        webhook_to(head, system.address)
        story = Story(cast)
        story.notify(timezone.now())
        relay()
        url = reverse("unit-messages", args=[cast.intake.pk])
        page = open_page(client_of(head).get(url))
        assert "Inskrivningsmeddelande skickat" in page.text
        assert "Svarade med status 410" in page.text
        assert story.case.number not in page.text
        client_of(head).post(page.form_with_button("Skicka igen").action)
        relay()
    (row,) = Delivery.objects.filter(medium=Medium.WEBHOOK)
    assert (row.state, row.failed_at) == (DeliveryState.DELIVERED, None)
    assert len({headers["webhook-id"] for headers, _ in system.calls}) == 1
    assert "Allt har skickats." in open_page(client_of(head).get(url)).text


def test_it_is_for_the_units_own_administrator(cast: Cast, head: Assignment) -> None:
    channel = mail_to(head, "bistand@example.se")
    wards = client_of(cast.unit_administrator)
    assert wards.get(reverse("unit-messages", args=[cast.intake.pk])).status_code == 404
    assert wards.post(reverse("add-channel", args=[cast.intake.pk]), MAIL).status_code == 404
    assert wards.post(reverse("archive-channel", args=[channel.pk])).status_code == 404
    assert client_of(cast.case_officer).post(reverse("archive-channel", args=[channel.pk])).status_code == 403
    assert Channel.objects.in_use().get() == channel
