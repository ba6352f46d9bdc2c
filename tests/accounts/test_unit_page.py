"""The unit's own page: people, assignments, and what it receives."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.access.roles import Role
from accounts.models import Assignment, UnitReception, User
from tests.cast import Cast, client_of, end, make_assignment


def test_it_shows_an_administrator_the_people_and_what_the_unit_receives(cast: Cast) -> None:
    UnitReception.objects.create(unit=cast.ward, municipality_code="1380", care_type="somatic")
    page = client_of(cast.unit_administrator).get("/units/", follow=True)
    assert page.redirect_chain == [(f"/units/{cast.ward.pk}/", 302)]
    for words in ("Nora Nilsson", "Love Lindgren", "Sjuksköterska", "Halmstad", "Somatisk vård"):
        assert words in page.text
    assert "Olle Olsson" not in page.text


def test_it_offers_a_system_administrator_the_units_of_the_own_organisation(cast: Cast) -> None:
    page = client_of(cast.system_administrator).get("/units/").text
    assert "Avd 4B" in page
    assert "Andersbergs vårdcentral" in page
    assert "Biståndsenheten" not in page
    assert "Avd 12" not in page


def test_it_gives_a_person_with_an_account_an_assignment(cast: Cast) -> None:
    data = {"email": cast.coordinator.user.email.upper(), "role": "ward_nurse"}
    response = client_of(cast.unit_administrator).post(
        f"/units/{cast.ward.pk}/assignments/", data, follow=True
    )
    assert "Eva Ek har uppdraget från och med nu." in response.text
    given = Assignment.objects.get(user=cast.coordinator.user, unit=cast.ward)
    assert (given.role, given.holds()) == (Role.WARD_NURSE, True)


def test_it_gives_a_new_person_an_account_with_a_first_password(cast: Cast) -> None:
    client = client_of(cast.unit_administrator)
    data = {"email": "nya.nina@example.se", "name": "Nina Ny", "title": "Sjuksköterska", "role": "ward_nurse"}
    page = client.post(f"/units/{cast.ward.pk}/assignments/", data).text
    nina = User.objects.get(email="nya.nina@example.se")
    password = page.split("<code>")[1].split("</code>")[0]
    assert nina.check_password(password)
    assert nina.assignments.get().unit == cast.ward
    assert password not in client.get(f"/units/{cast.ward.pk}/").text


def test_a_new_person_chooses_their_own_password_before_anything_else(cast: Cast) -> None:
    """Whoever made the account has seen the first one."""
    data = {"email": "nya.nina@example.se", "name": "Nina Ny", "role": "ward_nurse"}
    page = client_of(cast.unit_administrator).post(f"/units/{cast.ward.pk}/assignments/", data).text
    password = page.split("<code>")[1].split("</code>")[0]
    nina = Client()
    nina.post("/sign-in/", {"username": "nya.nina@example.se", "password": password})
    for address in ("/", "/assignment/", "/search/"):
        assert nina.get(address).url == "/password/"
    assert nina.get("/api/v1/worklist/").status_code == 403
    own = "vårens första blåsippa"
    nina.post("/password/", {"old_password": password, "new_password1": own, "new_password2": own})
    assert nina.get("/", follow=True).status_code == 200


def test_it_leaves_an_existing_persons_name_and_password_alone(cast: Cast) -> None:
    cast.coordinator.user.set_password("hennes eget lösenord")
    cast.coordinator.user.save()
    data = {"email": cast.coordinator.user.email, "name": "Någon Annan", "role": "ward_nurse"}
    client_of(cast.unit_administrator).post(f"/units/{cast.ward.pk}/assignments/", data)
    eva = User.objects.get(pk=cast.coordinator.user.pk)
    assert eva.name == "Eva Ek"
    assert eva.check_password("hennes eget lösenord")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "okand@example.se", "role": "ward_nurse"}, "Skriv personens namn också"),
        ({"email": "nora.nilsson@example.se", "role": "ward_nurse"}, "har redan det här uppdraget"),
        ({"email": "nora.nilsson@example.se", "role": "case_officer"}, "case_officer"),
        ({"email": "ingen adress", "role": "ward_nurse"}, "Ange en giltig mejladress"),
    ],
)
def test_it_says_what_must_be_put_right_and_changes_nothing(
    cast: Cast, data: dict[str, str], sentence: str
) -> None:
    people, assignments = User.objects.count(), Assignment.objects.count()
    response = client_of(cast.unit_administrator).post(f"/units/{cast.ward.pk}/assignments/", data)
    assert response.status_code == 422
    assert sentence in response.text
    assert (User.objects.count(), Assignment.objects.count()) == (people, assignments)


def test_it_ends_an_assignment_at_once(cast: Cast) -> None:
    client_of(cast.unit_administrator).post(f"/assignments/{cast.nurse.pk}/end/")
    cast.nurse.refresh_from_db()
    assert not cast.nurse.holds()


def test_it_lets_an_ended_assignment_keep_its_end(cast: Cast) -> None:
    end(cast.nurse)
    before = Assignment.objects.filter(pk=cast.nurse.pk).values().get()
    client_of(cast.unit_administrator).post(f"/assignments/{cast.nurse.pk}/end/")
    assert Assignment.objects.filter(pk=cast.nurse.pk).values().get() == before


def test_it_never_ends_the_assignment_that_one_works_under(cast: Cast) -> None:
    response = client_of(cast.unit_administrator).post(f"/assignments/{cast.unit_administrator.pk}/end/")
    assert response.status_code == 409
    assert "Be en annan administratör" in response.text
    cast.unit_administrator.refresh_from_db()
    assert cast.unit_administrator.holds()


def test_it_says_what_the_unit_receives_and_says_it_once(cast: Cast) -> None:
    client = client_of(cast.unit_administrator)
    for _click in range(2):
        client.post(
            f"/units/{cast.ward.pk}/receptions/", {"municipality_code": "1384", "care_type": "somatic"}
        )
    reception = UnitReception.objects.get(unit=cast.ward)
    assert (reception.municipality_code, reception.care_type) == ("1384", "somatic")

    assert reception.added_by == cast.unit_administrator

    for _click in range(2):
        client.post(f"/receptions/{reception.pk}/remove/")
    reception.refresh_from_db()
    assert not UnitReception.objects.standing().filter(unit=cast.ward).exists()
    assert reception.ended_by == cast.unit_administrator
    page = client.get(f"/units/{cast.ward.pk}/").text
    assert "Tog emot förut" in page
    assert page.count("Ulla Ulv") >= 3  # who works here, who added the line, and who ended it


def test_it_refuses_a_municipality_that_does_not_exist(cast: Cast) -> None:
    response = client_of(cast.unit_administrator).post(
        f"/units/{cast.ward.pk}/receptions/", {"municipality_code": "1399", "care_type": "somatic"}
    )
    assert response.status_code == 422
    assert not UnitReception.objects.filter(unit=cast.ward).exists()


def test_it_costs_the_same_for_3_people_and_30(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.unit_administrator)
    for number in range(30):
        make_assignment(cast.ward, Role.WARD_NURSE, f"Person {number}")
        end(make_assignment(cast.ward, Role.PHYSICIAN, f"Borta {number}"))
    # session, user, assignment; the unit with its organisation, its people, who ended, its receptions
    with django_assert_num_queries(7):
        assert "Person 29" in client.get(f"/units/{cast.ward.pk}/").text
