"""Every address of accounts as each of the cast: who gets in, who gets 403, and who must not know that it exists."""

import pytest
from django.test import Client

from accounts.models import Assignment, UnitReception
from tests.cast import Cast, api_client_of, client_of

ADMINISTRATORS = {"unit_administrator", "system_administrator"}


def statuses(cast: Cast, method: str, path: str) -> dict[str, int]:
    """What each of the cast is answered, a redirect after a form included."""
    return {
        name: getattr(client_of(assignment), method)(path).status_code
        for name, assignment in cast.everybody()
    }


@pytest.mark.parametrize("path", ["/assignment/", "/password/", "/api/v1/me/"])
def test_it_lets_everybody_reach_what_is_their_own(cast: Cast, path: str) -> None:
    assert set(statuses(cast, "get", path).values()) == {200}


def test_it_lets_everybody_sign_out(cast: Cast) -> None:
    assert set(statuses(cast, "post", "/sign-out/").values()) == {302}


def test_it_lets_nobody_work_under_anothers_assignment(cast: Cast) -> None:
    for name, status in statuses(cast, "post", f"/assignment/{cast.nurse.pk}/").items():
        assert status == (302 if name == "nurse" else 404), name


def test_it_lists_units_for_administrators_only(cast: Cast) -> None:
    for name, status in statuses(cast, "get", "/units/").items():
        assert (status in (200, 302)) if name in ADMINISTRATORS else status == 403, name


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/units/{unit}/"),
        ("post", "/units/{unit}/assignments/"),
        ("post", "/units/{unit}/receptions/"),
        ("post", "/assignments/{assignment}/end/"),
        ("post", "/receptions/{reception}/remove/"),
    ],
)
def test_it_hides_other_units_from_administrators_and_refuses_everybody_else(
    cast: Cast, method: str, path: str
) -> None:
    reception = UnitReception.objects.create(unit=cast.intake, municipality_code="1380", care_type="somatic")
    path = path.format(unit=cast.intake.pk, assignment=cast.case_officer.pk, reception=reception.pk)
    assignments = list(Assignment.objects.order_by("pk").values())

    for name, status in statuses(cast, method, path).items():
        assert status == (404 if name in ADMINISTRATORS else 403), name
    assert list(Assignment.objects.order_by("pk").values()) == assignments
    assert UnitReception.objects.filter(pk=reception.pk).exists()


@pytest.mark.parametrize("path", ["/assignment/", "/password/", "/units/", "/units/1/"])
def test_it_sends_the_signed_out_to_sign_in(client: Client, cast: Cast, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/sign-in/?next={path}"


def test_it_shows_a_key_no_pages(cast: Cast) -> None:
    assert api_client_of(cast.unit_administrator).get("/units/").status_code == 302
