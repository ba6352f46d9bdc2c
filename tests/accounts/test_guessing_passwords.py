"""Guessing passwords takes ever longer, by account and by address, and never shuts anybody out for ever."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from pytest_django import Settings

from accounts.actions.sign_in_attempts import KEPT, OF_ACCOUNT, OF_ADDRESS
from accounts.models import SignInAttempts, User
from tests.cast import PASSWORD, Cast, make_user

MORNING = datetime(2027, 3, 3, 7, 0, tzinfo=UTC)
NORA, NOBODY = "nora.nilsson@example.se", "ingen@example.se"


@pytest.fixture(autouse=True)
def quick_hasher(settings: Settings) -> None:
    """Argon2 is slow on purpose; here are many guesses."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def nora(clock: time_machine.Traveller, cast: Cast) -> User:
    cast.nurse.user.set_password(PASSWORD)
    cast.nurse.user.save()
    return cast.nurse.user


def attempt(client: Client, email: str = NORA, password: str = "fel", **more: str):  # type: ignore[no-untyped-def]  # noqa: S107
    return client.post("/sign-in/", {"username": email, "password": password}, **more)


def guess(client: Client, times: int, email: str = NORA) -> None:
    for _time in range(times):
        assert attempt(client, email).status_code == 422


def test_it_takes_some_mistakes_for_mistakes(client: Client, nora: User) -> None:
    guess(client, OF_ACCOUNT.free)
    assert attempt(client, password=PASSWORD).status_code == 302


@pytest.mark.parametrize("email", [NORA, "Nora.Nilsson@EXAMPLE.se", NOBODY])
def test_it_says_when_to_try_again(client: Client, nora: User, email: str) -> None:
    guess(client, OF_ACCOUNT.free + 1, email)
    answer = attempt(client, email)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "5"
    assert "För många försök har misslyckats. Försök igen om 5 sekunder." in answer.text


def test_it_refuses_the_right_password_during_the_wait_and_takes_it_afterwards(
    client: Client, nora: User, clock: time_machine.Traveller
) -> None:
    guess(client, OF_ACCOUNT.free + 1)
    before = list(SignInAttempts.objects.order_by("key").values())
    clock.shift(timedelta(seconds=4))
    assert attempt(client, password=PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session
    assert list(SignInAttempts.objects.order_by("key").values()) == before
    nora.refresh_from_db()
    assert nora.last_login is None

    clock.shift(timedelta(seconds=1))
    assert attempt(client, password=PASSWORD).status_code == 302
    assert client.session["_auth_user_id"] == str(nora.pk)


def test_it_takes_ever_longer_but_never_for_ever(
    client: Client, nora: User, clock: time_machine.Traveller
) -> None:
    guess(client, OF_ACCOUNT.free)
    waits = []
    for _time in range(12):
        guess(client, 1)
        refused = attempt(client)
        waits.append(int(refused["Retry-After"]))
        clock.shift(timedelta(seconds=waits[-1]))
    assert waits[:6] == [5, 10, 20, 40, 80, 160]
    assert max(waits) <= OF_ACCOUNT.longest_wait.total_seconds()
    assert (
        "om 6 minuter" in refused.text or "om 11 minuter" in refused.text or "om 15 minuter" in refused.text
    )
    assert attempt(client, password=PASSWORD).status_code == 302


def test_it_forgets_one_failure_at_a_time(client: Client, nora: User, clock: time_machine.Traveller) -> None:
    guess(client, OF_ACCOUNT.free + 1)
    clock.shift(2 * OF_ACCOUNT.one_is_forgotten_in)
    guess(client, 2)
    assert attempt(client).status_code == 429


def test_it_begins_anew_after_a_right_password(client: Client, nora: User) -> None:
    guess(client, OF_ACCOUNT.free - 1)
    attempt(client, password=PASSWORD)
    guess(Client(), OF_ACCOUNT.free)


def test_it_lets_others_in_meanwhile(client: Client, nora: User) -> None:
    other = make_user("Love Lund")
    other.set_password(PASSWORD)
    other.save()
    guess(client, OF_ACCOUNT.free + 1)
    assert attempt(Client(), other.email, PASSWORD).status_code == 302


def test_it_counts_by_address_whoevers_account_is_tried(
    client: Client, nora: User, clock: time_machine.Traveller
) -> None:
    for number in range(OF_ADDRESS.free + 1):
        guess(client, 1, f"gissning{number}@example.se")
    assert attempt(client, password=PASSWORD).status_code == 429
    assert attempt(client, password=PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302

    clock.shift(OF_ADDRESS.longest_wait)
    assert attempt(Client(), password=PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("is_behind_proxy", "statuses"), [(True, {422}), (False, {422, 429})], ids=["proxy", "no proxy"]
)
def test_it_believes_a_proxy_of_ours_and_nobody_else(
    client: Client, nora: User, settings: Settings, is_behind_proxy: bool, statuses: set[int]
) -> None:
    settings.BEHIND_PROXY = is_behind_proxy
    answers = [
        attempt(
            client,
            f"gissning{number}@example.se",
            headers={"x-forwarded-for": f"192.0.2.1, 198.51.100.{number}"},
        )
        for number in range(OF_ADDRESS.free + 2)
    ]
    assert {answer.status_code for answer in answers} == statuses


class CountedHasher(Argon2PasswordHasher):
    """Argon2, and how often it was worked."""

    worked = 0

    def encode(self, *args: str) -> str:
        type(self).worked += 1
        return super().encode(*args)

    def verify(self, *args: str) -> bool:
        type(self).worked += 1
        return super().verify(*args)


def test_it_works_as_hard_for_an_account_that_does_not_exist(
    client: Client, nora: User, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    worked = []
    for email in (NORA, NOBODY, make_user("Utan Lösenord").email):
        CountedHasher.worked = 0
        guess(client, 1, email)
        worked.append(CountedHasher.worked)
    assert worked == [1, 1, 1]


def test_it_keeps_and_logs_nothing_of_whom_or_where(
    client: Client, nora: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        guess(client, OF_ACCOUNT.free + 1)
        attempt(client)
    assert "sign-in has to wait" in caplog.text
    kept = repr(list(SignInAttempts.objects.values())) + caplog.text
    for told in ("nora", "nilsson", "127.0.0.1", "fel'"):
        assert told not in kept.lower()


def test_it_throws_old_counts_away(client: Client, nora: User, clock: time_machine.Traveller) -> None:
    guess(client, 1, NOBODY)
    clock.shift(KEPT + timedelta(seconds=1))
    attempt(client, password=PASSWORD)
    assert SignInAttempts.objects.count() == 1  # this address
