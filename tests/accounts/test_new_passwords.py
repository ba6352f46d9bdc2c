"""Who has lost a password gets one for once from an administrator of theirs, and chooses their own."""

import pytest
from django.test import Client
from rest_framework.response import Response

from accounts.access.roles import Role
from accounts.models import Assignment, GivenPassword, User
from tests.cast import Cast, api_client_of, client_of, end, make_assignment

OWN = "vårens första blåsippa"


@pytest.fixture(autouse=True)
def known(cast: Cast) -> None:
    for who in (cast.nurse, cast.case_officer, cast.system_administrator):
        who.user.set_password(OWN)
        who.user.save()


def given(by: Assignment, to: Assignment) -> Response:
    return api_client_of(by).post(f"/api/v1/assignments/{to.pk}/password/")


def has_own(who: Assignment) -> bool:
    return User.objects.get(pk=who.user_id).check_password(OWN)


def signed_in(email: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": email, "password": password})
    return client


def test_it_is_shown_once_and_signs_the_person_out(cast: Cast) -> None:
    at_work = client_of(cast.nurse)
    by = client_of(cast.unit_administrator)
    page = by.post(f"/assignments/{cast.nurse.pk}/password/").text
    password = page.split("<code>")[1].split("</code>")[0]
    assert User.objects.get(pk=cast.nurse.user_id).check_password(password)
    assert password not in by.get(f"/units/{cast.ward.pk}/").text
    assert at_work.get("/").status_code == 302
    told = GivenPassword.objects.get()
    assert (told.user, told.given_by) == (cast.nurse.user, cast.unit_administrator)


def test_the_person_chooses_their_own_before_anything_else(cast: Cast) -> None:
    password = given(cast.unit_administrator, cast.nurse).json()["password"]
    nora = signed_in(cast.nurse.user.email, password)
    for address in ("/", "/assignment/", "/search/"):
        assert nora.get(address).url == "/password/"
    assert nora.get("/api/v1/worklist/").status_code == 403
    assert "som någon gav dig" in nora.get("/password/").text
    told = {"old_password": password, "new_password1": OWN + "!", "new_password2": OWN + "!"}
    assert nora.post("/password/", told).status_code == 302
    assert nora.get("/assignment/").url == "/"


@pytest.mark.parametrize("by", ["nurse", "log_reviewer", "stranger_officer"])
def test_it_is_for_administrators(cast: Cast, by: str) -> None:
    assert given(getattr(cast, by), cast.nurse).status_code == 403
    assert has_own(cast.nurse)


def test_another_organisations_people_are_not_there(cast: Cast) -> None:
    assert given(cast.system_administrator, cast.case_officer).status_code == 404
    assert (
        client_of(cast.system_administrator)
        .post(f"/assignments/{cast.case_officer.pk}/password/")
        .status_code
        == 404
    )
    assert has_own(cast.case_officer)


@pytest.mark.parametrize("by", ["unit_administrator", "system_administrator"])
def test_nobody_becomes_whom_they_may_not_appoint(cast: Cast, by: str) -> None:
    """Who knows the password could sign in as the person wherever else they work."""
    elsewhere = Assignment(user=cast.nurse.user, unit=cast.intake, role=Role.CASE_OFFICER)
    elsewhere.granted_by = cast.case_officer
    elsewhere.save()
    refused = given(getattr(cast, by), cast.nurse)
    assert (refused.status_code, refused.json()["code"]) == (409, "works_elsewhere")
    assert has_own(cast.nurse)
    assert not GivenPassword.objects.exists()
    end(elsewhere)
    assert given(getattr(cast, by), cast.nurse).status_code == 201


def test_a_guarded_role_is_a_system_administrators_to_help(cast: Cast) -> None:
    reviewer = make_assignment(cast.region_administration, Role.LOG_REVIEWER, "Lena Log")
    administrator = make_assignment(cast.region_administration, Role.UNIT_ADMINISTRATOR, "Ulla Unt")
    assert given(administrator, reviewer).json()["code"] == "works_elsewhere"
    assert given(cast.system_administrator, reviewer).status_code == 201


def test_ones_own_is_changed_in_the_usual_way(cast: Cast) -> None:
    assert given(cast.system_administrator, cast.system_administrator).json()["code"] == "own_password"
    assert has_own(cast.system_administrator)
