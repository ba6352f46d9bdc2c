"""A list or a case that somebody else has changed says so to who looks at it."""

from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from pytest_django import DjangoAssertNumQueries

from coordination.web.live import state_of
from tests.browser import OpenBrowser
from tests.cast import Cast, client_of
from tests.coordination.correspondence import follow_up, report
from tests.coordination.stories import Story
from tests.coordination_web.pages import open_page
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


@pytest.mark.parametrize("page", ["/inbox/", "/deviations/", "/deviations/?state=open", "/handover/"])
def test_it_tells_the_other_lists_too_and_takes_nothing_from_them(cast: Cast, page: str) -> None:
    story = ward_day(cast)["notified"]
    client = client_of(cast.nurse)
    asked = asked_of(client.get(page).text)
    assert client.get(asked).status_code == 204
    deviation = report(story, timezone.now() - HOUR)
    answer = client.get(asked)
    assert answer.status_code == 286
    assert f'href="{page.partition("?")[0]}"' in answer.text
    assert "Doris" not in answer.text
    asked = asked_of(client.get(page).text)
    assert client.get(asked).status_code == 204
    if "inbox" not in page:
        follow_up(story, timezone.now(), deviation=deviation.sequence)
        assert client.get(asked).status_code == 286


def test_it_leads_back_to_the_shift_that_was_looked_at(cast: Cast) -> None:
    client = client_of(cast.nurse)
    asked = asked_of(client.get("/handover/?since=shift").text)
    Story(cast, admitted_at=timezone.now() - HOUR)
    assert 'href="/handover/?since=shift"' in client.get(asked).text


def test_it_asks_nothing_of_an_older_page_of_messages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordination.web.inbox.ROWS_A_PAGE", 1)
    story = ward_day(cast)["notified"]
    for _ in range(3):
        report(story, timezone.now() - HOUR)
    client = client_of(cast.nurse)
    older = open_page(client.get("/inbox/")).link("Äldre")
    assert "live/inbox" not in client.get(f"/inbox/{older}").text


@given(st.lists(st.tuples(st.uuids(), st.integers(1, 9)), min_size=1, unique_by=lambda one: one[0]))
def test_no_two_lists_have_the_same_state(rows: list[tuple[UUID, int]]) -> None:
    """Two cases of three events and one, or of two and two: the count and the sum are the same."""
    (case, version), *others = rows
    others_now = [(case, version + 1), *((one, number) for one, number in others)]
    assert state_of(rows) == state_of(reversed(rows))
    assert state_of(rows) not in {state_of(others), state_of(others_now)}
    if others:
        (other, number), *rest = others
        swapped = [(case, version + 1), (other, number - 1), *rest]
        assert state_of(rows) != state_of(swapped)


def test_it_tells_strangers_nothing(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    address = f"/cases/{story.case.pk}/live/?seen=1"
    assert client_of(cast.stranger_officer).get(address).status_code == 404
    for address in ("/live/", "/live/handover/", "/live/deviations/"):
        assert client_of(cast.region_controller).get(f"{address}?seen=0").status_code == 403
    assert client_of(cast.log_reviewer).get("/live/inbox/?seen=0").status_code == 403


def test_it_tells_nobody_of_what_is_not_theirs(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    client = client_of(cast.stranger_officer)
    asked = [asked_of(client.get(page).text) for page in ("/", "/inbox/", "/deviations/", "/handover/")]
    report(story, timezone.now() - HOUR)
    assert [client.get(address).status_code for address in asked] == [204] * 4


@pytest.mark.parametrize("page", ["/", "/inbox/", "/deviations/", "/handover/"])
def test_it_costs_one_question_to_the_database(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, page: str
) -> None:
    ward_day(cast)
    client = client_of(cast.nurse)
    asked = asked_of(client.get(page).text)
    # 1 session, 2 user, 3 assignment with its unit and organisation, 4 what tells the rows apart
    with django_assert_num_queries(4):
        client.get(asked)


@pytest.mark.django_db(transaction=True)
def test_it_tells_the_viewer_within_five_seconds(cast: Cast, open_browser: OpenBrowser) -> None:
    story = ward_day(cast)["notified"]
    addresses = ("/", f"/cases/{story.case.pk}/", "/inbox/", "/handover/", "/deviations/")
    windows = [open_browser(cast.nurse) for _ in addresses]
    for page, address in zip(windows, addresses, strict=True):
        page.goto(address)
    report(story, timezone.now() - HOUR)
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
