"""Signing in by e-mail and password."""

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse_with_password(cast: Cast) -> Cast:
    cast.nurse.user.set_password(PASSWORD)
    cast.nurse.user.save()
    return cast


def sign_in(client: Client, email: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/sign-in/", {"username": email, "password": password, **more})


def test_it_lets_a_person_in_whatever_the_case_of_her_address(
    client: Client, nurse_with_password: Cast
) -> None:
    response = sign_in(client, "Nora.Nilsson@EXAMPLE.se", PASSWORD)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(nurse_with_password.nurse.user.pk)


def test_it_stores_the_password_as_argon2(nurse_with_password: Cast) -> None:
    assert nurse_with_password.nurse.user.password.startswith("argon2$argon2id$")


def test_it_starts_a_session_with_a_new_key(client: Client, nurse_with_password: Cast) -> None:
    client.session.save()
    client.cookies["sessionid"] = client.session.session_key or ""
    before = client.session.session_key
    sign_in(client, "nora.nilsson@example.se", PASSWORD)
    assert client.session.session_key != before


def test_it_goes_back_to_where_the_person_was_going(client: Client, nurse_with_password: Cast) -> None:
    response = sign_in(client, "nora.nilsson@example.se", PASSWORD, next="/units/?a=b")
    assert response.headers["Location"] == "/units/?a=b"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_never_goes_on_to_another_site(client: Client, nurse_with_password: Cast, elsewhere: str) -> None:
    response = sign_in(client, "nora.nilsson@example.se", PASSWORD, next=elsewhere)
    assert response.headers["Location"] == "/"


def test_it_gives_one_answer_to_every_failure(client: Client, nurse_with_password: Cast) -> None:
    left = nurse_with_password.physician.user
    left.set_password(PASSWORD)
    left.is_active = False
    left.save()

    wrong = sign_in(client, "nora.nilsson@example.se", "fel lösenord")
    unknown = sign_in(client, "ingen@example.se", PASSWORD)
    inactive = sign_in(client, left.email, PASSWORD)

    sentence = "E-postadressen och lösenordet passar inte ihop. Kontrollera båda och försök igen."
    for response in (wrong, unknown, inactive):
        assert response.status_code == 422
        assert sentence in response.text
        assert "_auth_user_id" not in client.session


def test_it_never_repeats_a_password_on_the_page(client: Client, nurse_with_password: Cast) -> None:
    assert "fel lösenord" not in sign_in(client, "nora.nilsson@example.se", "fel lösenord").text


def test_it_signs_out_by_a_form_only(client: Client, nurse_with_password: Cast) -> None:
    sign_in(client, "nora.nilsson@example.se", PASSWORD)
    assert client.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session

    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_it_speaks_the_persons_own_language_after_signing_in(
    client: Client, nurse_with_password: Cast
) -> None:
    client.post("/language/", {"language": "en"})
    sign_in(client, "nora.nilsson@example.se", PASSWORD)
    assert client.cookies["django_language"].value == "sv"

    client.post("/language/", {"language": "en"})
    nurse_with_password.nurse.user.refresh_from_db()
    assert nurse_with_password.nurse.user.language == "en"


def test_it_refuses_a_language_that_nobody_translated(client: Client, nurse_with_password: Cast) -> None:
    sign_in(client, "nora.nilsson@example.se", PASSWORD)
    client.post("/language/", {"language": "xx"})
    nurse_with_password.nurse.user.refresh_from_db()
    assert nurse_with_password.nurse.user.language == "sv"
