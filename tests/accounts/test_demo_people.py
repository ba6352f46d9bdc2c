"""One-click sign-in as an invented person: in demo mode only."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.access.roles import Role
from accounts.models import Assignment
from tests.cast import Cast, make_assignment


def invent(assignment: Assignment) -> Assignment:
    assignment.user.is_demo = True
    assignment.user.save()
    return assignment


def test_it_offers_invented_people_by_organisation_with_name_and_role(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.DEMO = True
    invent(cast.nurse)
    page = client.get("/sign-in/").text
    assert "Region Halland" in page
    assert "Nora Nilsson" in page
    assert "Sjuksköterska, Avd 4B" in page
    assert "Olle Olsson" not in page


def test_it_signs_in_under_that_assignment(client: Client, cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    invent(cast.nurse)
    response = client.post(f"/sign-in/demo/{cast.nurse.pk}/")
    assert response.status_code == 302
    assert client.session["assignment_id"] == cast.nurse.pk
    assert client.session["_auth_user_id"] == str(cast.nurse.user.pk)


def test_it_keeps_the_language_that_a_visitor_has_chosen(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.DEMO = True
    invent(cast.nurse)
    client.post("/language/", {"language": "en"})
    client.post(f"/sign-in/demo/{cast.nurse.pk}/")
    assert client.cookies["django_language"].value == "en"


def test_it_refuses_people_who_are_not_invented(client: Client, cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    assert client.post(f"/sign-in/demo/{cast.nurse.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_does_not_exist_outside_demo_mode(client: Client, cast: Cast, settings: Settings) -> None:
    settings.DEMO = False
    invent(cast.nurse)
    assert client.post(f"/sign-in/demo/{cast.nurse.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Nora Nilsson" not in client.get("/sign-in/").text


def test_it_needs_the_forms_protection(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    invent(cast.nurse)
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/sign-in/demo/{cast.nurse.pk}/").status_code == 403
    assert "_auth_user_id" not in client.session


def test_it_costs_one_query_however_many_people_there_are(
    client: Client, cast: Cast, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.DEMO = True
    for number in range(30):
        invent(make_assignment(cast.ward, Role.WARD_NURSE, f"Person {number}"))
    with django_assert_num_queries(1):  # the people with unit and organisation
        client.get("/sign-in/")
