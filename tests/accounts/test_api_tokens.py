"""Keys of other systems."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.access.roles import Role
from accounts.actions.api_tokens import issue_token
from accounts.models import ApiToken
from tests.cast import Cast, api_client_of, client_of, end, make_assignment

ME = "/api/v1/me/"


def test_it_acts_as_its_assignment(cast: Cast) -> None:
    answer = api_client_of(cast.nurse).get(ME).json()
    assert answer["assignment"] == cast.nurse.pk
    assert answer["unit"]["hsa_id"] == cast.ward.hsa_id
    assert answer["role"] == "ward_nurse"
    assert "discharge_ready.send" in answer["permissions"]
    assert "reception.answer" not in answer["permissions"]


def test_it_answers_a_session_alike(cast: Cast) -> None:
    assert client_of(cast.nurse).get(ME).json() == api_client_of(cast.nurse).get(ME).json()


def test_it_keeps_no_secret(cast: Cast) -> None:
    issued = issue_token(
        assignment=cast.nurse, label="journalen", expires_at=timezone.now() + timedelta(days=1)
    )
    stored = ApiToken.objects.values().get()
    assert issued.secret not in map(str, stored.values())


@pytest.mark.parametrize("fault", ["unknown", "expired", "ended", "person left", "not text"])
def test_it_gives_one_answer_to_every_key_that_does_not_hold(cast: Cast, fault: str) -> None:
    client = api_client_of(cast.nurse)
    match fault:
        case "unknown":
            client.credentials(HTTP_AUTHORIZATION="Bearer hemgang_gissning")
        case "expired":
            ApiToken.objects.update(expires_at=timezone.now())
        case "ended":
            end(cast.nurse)
        case "person left":
            cast.nurse.user.is_active = False
            cast.nurse.user.save()
        case "not text":
            client.credentials(HTTP_AUTHORIZATION="Bearer \xff\xfe")
    response = client.get(ME)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert (
        "API-nyckeln är okänd, har gått ut eller hör till ett avslutat uppdrag" in response.json()["detail"]
    )
    assert not ApiToken.objects.exclude(last_used_at=None).exists()


def test_it_asks_for_a_key_or_a_session(cast: Cast) -> None:
    response = APIClient().get(ME)
    assert response.status_code == 401
    assert "assignment" not in response.json()


def test_it_asks_a_session_to_choose_an_assignment(cast: Cast) -> None:
    client = APIClient()
    client.force_login(cast.nurse.user)
    response = client.get(ME)
    assert response.status_code == 403
    assert "Välj uppdrag först" in response.json()["detail"]


def test_it_notes_its_use_to_the_minute(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = api_client_of(cast.nurse)
    client.get(ME)
    token = ApiToken.objects.get()
    assert token.last_used_at is not None
    with django_assert_num_queries(1):  # the key with person, unit and organisation
        client.get(ME)
    assert ApiToken.objects.get().last_used_at == token.last_used_at


def test_it_is_made_by_a_command_that_prints_the_secret_once(cast: Cast) -> None:
    secret = StringIO()
    call_command("create_api_token", cast.nurse.user.email, "journalen", stdout=secret, stderr=StringIO())
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret.getvalue().strip()}")
    assert client.get(ME).json()["assignment"] == cast.nurse.pk


def test_it_asks_which_assignment_when_a_person_has_several(cast: Cast) -> None:
    make_assignment(cast.ward, Role.UNIT_ADMINISTRATOR, cast.nurse.user)
    with pytest.raises(CommandError, match="--role ward_nurse"):
        call_command("create_api_token", cast.nurse.user.email, "journalen")
    assert not ApiToken.objects.exists()

    call_command(
        "create_api_token",
        cast.nurse.user.email,
        "x",
        role="ward_nurse",
        stdout=StringIO(),
        stderr=StringIO(),
    )
    assert ApiToken.objects.get().assignment == cast.nurse
