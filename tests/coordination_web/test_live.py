"""A list or a case that somebody else has changed says so to who looks at it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import DjangoAssertNumQueries

from tests.browser import OpenBrowser
from tests.cast import Cast, client_of
from tests.coordination.stories import Story
from tests.coordination_web.ward_day import HOUR, ward_day

pytestmark = pytest.mark.django_db


def asked_of(html: str) -> str:
    """The address that the page asks every few seconds."""
    return html.split('hx-get="')[1].split('"', maxsplit=1)[0].replace("&amp;", "&")


@pytest.mark.parametrize("page", ["list", "case", "form"])
def test_it_is_silent_until_somebody_else_does_something(cast: Cast, page: str) -> None:
    story = ward_day(cast)["notified"]
    case = f"/cases/{story.case.pk}/"
    address = {"list": "/", "case": case, "form": f"{case}discharge-planned/"}[page]
    client = client_of(cast.nurse)
    asked = asked_of(client.get(address).text)
    assert client.get(asked).status_code == 204

    story.municipality_receives(timezone.now() - HOUR)

    answer = client.get(asked)
    # htmx shows it and stops asking.
    assert answer.status_code == 286
    assert "Något har ändrats sedan du öppnade sidan." in answer.text
    assert "Doris" not in answer.text
    assert client.get(asked_of(client.get(address).text)).status_code == 204


def test_it_tells_a_list_of_a_patient_who_comes_to_it(cast: Cast) -> None:
    client = client_of(cast.case_officer)
    asked = asked_of(client.get("/").text)
    story = Story(cast, admitted_at=timezone.now() - 2 * HOUR)
    assert client.get(asked).status_code == 204
    story.notify(timezone.now() - HOUR)
    assert client.get(asked).status_code == 286


def test_it_tells_strangers_nothing(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    address = f"/cases/{story.case.pk}/live/?seen=1"
    assert client_of(cast.stranger_officer).get(address).status_code == 404
    assert client_of(cast.region_controller).get("/live/?seen=0-0").status_code == 403


def test_it_costs_one_question_to_the_database(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ward_day(cast)
    client = client_of(cast.nurse)
    asked = asked_of(client.get("/").text)
    # 1 session, 2 user, 3 assignment with its unit and organisation, 4 how many cases and events
    with django_assert_num_queries(4):
        client.get(asked)


@pytest.mark.django_db(transaction=True)
def test_it_tells_the_viewer_within_five_seconds(cast: Cast, open_browser: OpenBrowser) -> None:
    story = ward_day(cast)["notified"]
    windows = [open_browser(cast.nurse) for _ in range(2)]
    for page, address in zip(windows, ("/", f"/cases/{story.case.pk}/"), strict=True):
        page.goto(address)
    story.municipality_receives(timezone.now() - HOUR)
    for page in windows:
        told = page.get_by_role("status").filter(has_text="Något har ändrats sedan du öppnade sidan.")
        expect(told).to_be_visible(timeout=5000)
        page.get_by_role("link", name="Visa det nya").click()
        expect(told).to_have_count(0)


@pytest.mark.parametrize("page", ["/", "/board/"])
def test_it_says_so_once_when_the_session_has_ended_and_shows_no_sign_in_page_inside_the_page(
    cast: Cast, page: str
) -> None:
    ward_day(cast)
    client = client_of(cast.nurse)
    asked = asked_of(client.get(page).text)
    client.cookies.clear()
    answer = client.get(asked, headers={"HX-Request": "true"})
    # htmx shows it in place of what was there, and stops asking.
    assert answer.status_code == 286
    assert "Du är utloggad." in answer.text
    assert "<html" not in answer.text
    assert "Doris" not in answer.text
