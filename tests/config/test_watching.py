"""Whoever watches over the system sees when the engine stands still, without seeing any patient."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from config.watching import figures
from coordination.actions.relay import relay
from coordination.actions.sweeps import go_round
from coordination.models import Delivery, EngineWork, Heartbeat, SetAside
from coordination.tasks import check_everything
from tests.cast import Cast
from tests.coordination.channels import mail_to
from tests.coordination.stories import Story

ALERTS = yaml.safe_load((Path(__file__).resolve().parents[2] / "docs/alerts.yml").read_text())
TOKEN = "a token of nobody's"  # noqa: S105
AUTHORIZATION = {"Authorization": f"Bearer {TOKEN}"}


def deep() -> tuple[int, list[str]]:
    answer = Client().get("/health/deep")
    return answer.status_code, answer.json()["too_late"]


def test_it_is_well_while_sweep_and_relay_go_on(cast: Cast) -> None:
    Story(cast)
    assert deep() == (503, ["deadlines", "relay", "sweep"])
    go_round()
    relay()
    assert deep() == (200, [])


def test_it_says_when_the_sweep_has_stopped(cast: Cast) -> None:
    go_round()
    relay()
    Heartbeat.objects.beat("sweep", timezone.now() - timedelta(minutes=6))
    assert deep() == (503, ["sweep"])


def test_it_says_when_messages_wait(cast: Cast) -> None:
    mail_to(cast.case_officer, "bistand@example.se")
    go_round()
    relay()
    Story(cast).notify(timezone.now() - timedelta(minutes=7))
    assert deep() == (503, ["deliveries"])


def test_it_says_so_as_long_as_mail_cannot_be_sent_however_far_ahead_the_next_attempt_is(
    cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail_to(cast.case_officer, "bistand@example.se")
    now = timezone.now()
    Story(cast).notify(now - timedelta(hours=1))
    begun = now - timedelta(minutes=22)
    # After 2, 5 and 15 minutes; the next attempt is an hour ahead.
    for after in (0, 2, 7, 22):
        relay(now=begun + timedelta(minutes=after))
    go_round()
    relay()
    assert deep() == (503, ["deliveries"])
    assert figures().deliveries["pending"] == 1


def test_it_does_not_count_what_is_held_back_on_purpose(cast: Cast) -> None:
    now = timezone.now()
    mail_to(cast.case_officer, "bistand@example.se", digest_minutes=60)
    Story(cast).notify(now - timedelta(seconds=1))
    Delivery.objects.filter(channel__isnull=False).update(next_attempt_at=now + timedelta(hours=9))
    go_round()
    relay()
    assert deep() == (200, [])
    assert figures().deliveries["pending"] == 0


def test_it_counts_what_is_set_aside_and_goes_on(cast: Cast, settings: Settings) -> None:
    bad = Story(cast).case.deadlines.get()
    SetAside.objects.put(EngineWork.SWEEP, bad.pk, "ValueError", timezone.now())
    go_round()
    relay()
    # It is overdue, and is not counted as what nobody has seen.
    assert deep() == (200, [])
    assert Client().get("/health/deep").json()["set_aside"] == {"sweep": 1, "reminders": 0}
    settings.METRICS_TOKEN = TOKEN
    assert 'hemgang_set_aside{of="sweep"} 1.0' in Client().get("/metrics", headers=AUTHORIZATION).text


def test_it_says_what_the_nightly_check_found_and_when_nobody_checks(cast: Cast, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    story = Story(cast)
    story.notify(timezone.now() - timedelta(minutes=1))
    go_round()
    relay()
    assert deep() == (200, [])
    check_everything()
    assert deep() == (200, [])
    story.case.deadlines.update(ground="LUS 3:2")
    check_everything()
    assert deep() == (503, ["differences"])
    assert not Client().get("/metrics", headers=AUTHORIZATION).text.count("hemgang_differences 0.0")
    Heartbeat.objects.beat("checks", timezone.now() - timedelta(hours=27))
    assert deep() == (503, ["checks"])


def test_it_says_that_the_broker_is_away(cast: Cast, settings: Settings) -> None:
    go_round()
    relay()
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    answer = Client().get("/health/deep")
    assert (answer.status_code, answer.json()["broker"]) == (503, "unavailable")


def test_it_asks_few_small_questions(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    # 1 is it there, 2 what is set aside, 3 the oldest deadline, 4 heartbeats, 5 what waits and since when, 6 how many
    # have failed
    with django_assert_num_queries(6):
        Client().get("/health/deep")


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}])
def test_it_gives_figures_to_nobody_without_the_token(headers: dict[str, str], settings: Settings) -> None:
    assert Client().get("/metrics", headers=AUTHORIZATION).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert Client().get("/metrics", headers=headers).status_code == 404


def test_it_gives_the_figures_that_the_alerts_are_written_on(cast: Cast, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    Story(cast).notify(timezone.now())
    Delivery.objects.update(state="failed")
    text = Client().get("/metrics", headers=AUTHORIZATION).text
    assert 'hemgang_deliveries{state="failed"} 2.0' in text
    assert 'hemgang_heartbeat_seconds{of="sweep"} +Inf' in text
    rules = [rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]]
    asked = {name for rule in rules for name in re.findall(r"hemgang_\w+", rule)}
    assert asked == set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))
