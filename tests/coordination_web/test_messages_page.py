"""Messages on the case page: their own heading for those who may read them, and one click to write one."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from accounts.models import Assignment
from coordination.core.states import Step
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.correspondence import write
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at
from tests.coordination_web.pages import Page, open_page

NOON = at("2026-03-04T12:00")
TEXT = "nycklarna ligger i receptionen"


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


def case_page(who: Assignment, story: Story) -> Page:
    return open_page(client_of(who).get(reverse("case", args=[story.case.pk])))


def test_it_shows_what_was_written_to_those_it_was_for(cast: Cast, story: Story) -> None:
    write(story, NOON, cast.intake)
    for who in (cast.nurse, cast.case_officer):
        page = case_page(who, story)
        assert "Meddelanden (1)" in page.text
        assert page.text.count(TEXT) == 2  # beneath its heading, and among the events
    page = case_page(cast.coordinator, story)
    assert "Meddelanden (0)" in page.text
    assert "Meddelande skickat" in page.text
    assert TEXT not in page.text


def test_it_is_one_click_away_and_sent(cast: Cast, story: Story) -> None:
    url = case_page(cast.case_officer, story).link("Skriv meddelande")
    client = client_of(cast.case_officer)
    form = open_page(client.get(url)).form(url)
    answer = client.post(url, form.data | {"units": [str(cast.ward.pk)], "text": "Vi ringer."}, follow=True)
    page = open_page(answer)
    assert "Meddelandet är skickat." in page.text
    assert "Avd 4B kan läsa det nu." in page.text
    assert "Vi ringer." in case_page(cast.nurse, story).text
    assert "Vi ringer." not in case_page(cast.coordinator, story).text


def test_it_chooses_the_only_other_one_by_itself(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    assert "Meddelanden (" not in case_page(cast.nurse, story).text
    story.notify(at("2026-03-03T11:00"))
    url = reverse("step", args=[story.case.pk, Step.MESSAGE_SENT])
    page = open_page(client_of(cast.nurse).get(url))
    assert "Vem som ser det Biståndsenheten" in page.text or "Biståndsenheten" in page.text


def test_it_asks_for_a_text_and_a_receiver(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    url = reverse("step", args=[story.case.pk, Step.MESSAGE_SENT])
    client = client_of(cast.nurse)
    form = open_page(client.get(url)).form(url)
    for typed in (
        {"text": "hej"},
        {"text": "", "units": [str(cast.intake.pk)]},
        {"units": ["0"], "text": "x"},
    ):
        assert client.post(url, form.data | typed).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_stored() == stored


def test_it_is_the_same_by_call(cast: Cast, story: Story) -> None:
    address = f"/api/v1/cases/{story.case.pk}/"
    answer = api_client_of(cast.nurse).post(
        f"{address}message-sent/", {"text": TEXT, "units": [cast.intake.hsa_id]}, format="json"
    )
    assert answer.status_code == HTTPStatus.CREATED
    for who, expected in ((cast.case_officer, TEXT), (cast.coordinator, None)):
        told = api_client_of(who).get(address).json()["events"][-1]
        assert told["step"] == "message_sent"
        assert (told["content"] or {}).get("text") == expected
    stored = everything_stored()
    answer = api_client_of(cast.nurse).post(
        f"{address}message-sent/", {"text": TEXT, "units": [cast.psychiatry.hsa_id]}, format="json"
    )
    assert (answer.status_code, answer.json()["code"]) == (HTTPStatus.CONFLICT, "not_in_the_case")
    assert everything_stored() == stored
