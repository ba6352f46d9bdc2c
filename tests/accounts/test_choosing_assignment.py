"""Which assignment a person works under, and what happens when it ends."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.access.roles import Role
from accounts.actions.assignments import assign
from tests.cast import Cast, client_of, end, make_assignment

PAGE = "/units/"


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.unit_administrator.user)
    return client


def test_it_asks_a_stranger_to_sign_in_first(client: Client, cast: Cast) -> None:
    assert client.get(PAGE).headers["Location"] == "/sign-in/?next=/units/"
    assert client.get("/assignment/").headers["Location"] == "/sign-in/?next=/assignment/"


def test_it_skips_the_choice_when_there_is_only_one(cast: Cast) -> None:
    client = signed_in(cast)
    response = client.get(PAGE, follow=True)
    assert response.status_code == 200
    assert client.session["assignment_id"] == cast.unit_administrator.pk


def test_it_asks_when_there_are_several(cast: Cast) -> None:
    other = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, cast.unit_administrator.user)
    client = signed_in(cast)
    page = client.get(PAGE, follow=True)
    assert page.redirect_chain == [("/assignment/?next=%2Funits%2F", 302)]
    assert "Avd 4B" in page.text
    assert "Biståndsenheten" in page.text

    response = client.post(f"/assignment/{other.pk}/", {"next": PAGE})
    assert response.headers["Location"] == PAGE
    assert client.session["assignment_id"] == other.pk


def test_it_shows_the_choice_to_who_wants_to_change(cast: Cast) -> None:
    assert "Avd 4B" in client_of(cast.unit_administrator).get("/assignment/").text


def test_it_refuses_another_persons_assignment(cast: Cast) -> None:
    client = client_of(cast.unit_administrator)
    assert client.post(f"/assignment/{cast.case_officer.pk}/").status_code == 404
    assert client.session["assignment_id"] == cast.unit_administrator.pk


def test_it_does_not_trust_another_persons_assignment_in_a_session(cast: Cast) -> None:
    client = client_of(cast.nurse)
    session = client.session
    session["assignment_id"] = cast.unit_administrator.pk
    session.save()
    assert client.get(PAGE).headers["Location"].startswith("/assignment/")


def test_it_notices_at_the_next_request_that_the_assignment_has_ended(cast: Cast) -> None:
    client = client_of(cast.unit_administrator)
    assert client.get(PAGE, follow=True).status_code == 200
    end(cast.unit_administrator)

    page = client.get(PAGE, follow=True)
    assert page.redirect_chain == [("/assignment/?next=%2Funits%2F", 302)]
    assert "Du har inget uppdrag just nu" in page.text


def test_it_never_offers_one_that_has_not_begun(cast: Cast) -> None:
    end(cast.unit_administrator)
    coming = assign(
        by=cast.system_administrator,
        user=cast.unit_administrator.user,
        unit=cast.ward,
        role=Role.UNIT_ADMINISTRATOR,
        valid_from=timezone.now() + timedelta(days=1),
    )
    client = signed_in(cast)
    assert client.post(f"/assignment/{coming.pk}/").status_code == 404
    assert "Du har inget uppdrag just nu" in client.get("/assignment/").text


def test_it_does_not_send_a_form_again_after_the_choice(cast: Cast) -> None:
    make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, cast.unit_administrator.user)
    response = signed_in(cast).post(f"/units/{cast.ward.pk}/receptions/", {})
    assert response.headers["Location"] == "/assignment/?next=%2F"
