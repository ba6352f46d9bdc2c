"""Every page of coordination as each of the cast: strangers find nothing, others do only what is theirs."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLogEntry
from coordination.core.states import STEPS, Capacity, Step
from coordination.models import Event
from coordination.web.step_pages import STEP_PAGES
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, at

PARTIES = {
    "nurse": Capacity.WARD,
    "physician": Capacity.WARD,
    "coordinator": Capacity.OUTPATIENT,
    "case_officer": Capacity.MUNICIPALITY,
}
WARDS = ("nurse", "physician", "stranger_nurse")


@pytest.fixture
def story(cast: Cast) -> Story:
    """A case with three parties, ready for discharge."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    return story


def test_it_shows_the_case_to_its_parties_and_to_nobody_else(cast: Cast, story: Story) -> None:
    for name, who in cast.everybody():
        expected = HTTPStatus.OK if name in PARTIES else HTTPStatus.NOT_FOUND
        assert client_of(who).get(reverse("case", args=[story.case.pk])).status_code == expected, name
        shown = client_of(who).post(reverse("identity", args=[story.case.pk])).status_code
        assert shown == expected, name
    assert set(AccessLogEntry.objects.values_list("assignment__role", flat=True)) == {
        getattr(cast, name).role for name in PARTIES
    }


@pytest.mark.parametrize("step", STEP_PAGES)
def test_it_gives_each_step_to_those_whose_it_is(cast: Cast, story: Story, step: Step) -> None:
    before = Event.objects.count()
    url = reverse("step", args=[story.case.pk, step])
    for name, who in cast.everybody():
        capacity = PARTIES.get(name)
        expected = (
            HTTPStatus.NOT_FOUND
            if capacity is None
            else HTTPStatus.OK
            if capacity in STEPS[step].acting
            else HTTPStatus.FORBIDDEN
        )
        assert client_of(who).get(url).status_code == expected, name
        if expected != HTTPStatus.OK:
            assert client_of(who).post(url, {"reason": "x", "version": 3}).status_code == expected, name
    assert Event.objects.count() == before


def test_it_lets_only_wards_admit(cast: Cast) -> None:
    for name, who in cast.everybody():
        expected = HTTPStatus.OK if name in WARDS else HTTPStatus.FORBIDDEN
        assert client_of(who).get(reverse("new-case")).status_code == expected, name
        if expected == HTTPStatus.FORBIDDEN:
            assert client_of(who).post(reverse("new-case"), {"given_name": "Anna"}).status_code == expected, (
                name
            )


def test_it_sends_those_without_patients_to_their_own_first_page(cast: Cast) -> None:
    first_pages = {
        "region_controller": reverse("billing-months"),
        "municipal_controller": reverse("billing-months"),
        "stranger_controller": reverse("billing-months"),
        "unit_administrator": reverse("units"),
        "system_administrator": reverse("units"),
        "log_reviewer": reverse("log-review"),
    }
    for name, who in cast.everybody():
        answer = client_of(who).get("/")
        if name in first_pages:
            assert (answer.status_code, answer.headers["Location"]) == (
                HTTPStatus.FOUND,
                first_pages[name],
            ), name
        else:
            assert answer.status_code == HTTPStatus.OK, name


def test_it_lets_only_those_with_patients_search(cast: Cast, story: Story) -> None:
    for name, who in cast.everybody():
        answer = client_of(who).post(reverse("search"), {"wanted": story.case.number})
        may_search = name in (*PARTIES, "stranger_nurse", "stranger_officer")
        assert answer.status_code == (HTTPStatus.OK if may_search else HTTPStatus.FORBIDDEN), name
        assert (reverse("case", args=[story.case.pk]) in answer.content.decode()) == (name in PARTIES), name


def test_it_asks_those_who_have_not_signed_in_to_do_so(story: Story) -> None:
    for url in ("/", reverse("new-case"), reverse("case", args=[story.case.pk])):
        answer = Client().get(url)
        assert answer.status_code == HTTPStatus.FOUND
        assert answer.headers["Location"].startswith(reverse("sign-in"))
