"""A wrong entry is put right from the timeline: struck out, to be read with who and why, and registered anew."""

from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import Assignment
from coordination.core.needs import Consent
from coordination.core.states import Step
from tests.cast import Cast, client_of
from tests.coordination.stories import EVERYTHING, ONLY_OUTPATIENT, Story, at
from tests.coordination_web.pages import Page, open_page


@pytest.fixture
def story(cast: Cast) -> Story:
    """Notified, ready and home: events 2, 3 and 4."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.goes_home(at("2026-03-09T10:00"))
    return story


def page_of(who: Assignment, story: Story) -> Page:
    return open_page(client_of(who).get(reverse("case", args=[story.case.pk])))


def put_right(cast: Cast, story: Story, chosen: int, **typed: str) -> HttpResponse:
    client = client_of(cast.nurse)
    url = reverse("step", args=[story.case.pk, Step.ENTRY_VOIDED])
    form = open_page(client.get(url, {"entry": chosen})).form(url)
    return client.post(url, form.data | {"reason": "Fel datum"} | typed)


def test_each_own_entry_leads_to_the_form_with_that_entry_chosen(cast: Cast, story: Story) -> None:
    page = page_of(cast.nurse, story)
    assert sum(text.startswith("Rätta: ") for text in page.links) == 3
    form = open_page(client_of(cast.nurse).get(page.link("Rätta: Utskriven")))
    assert form.value("entry") == "4"
    assert "Det hände tidigare" not in form.text
    # The receivers have registered nothing, and have nothing to put right.
    assert not any(text.startswith("Rätta: ") for text in page_of(cast.case_officer, story).links)


def test_the_timeline_strikes_it_out_with_who_and_why(cast: Cast, story: Story) -> None:
    answer = put_right(cast, story, 4)
    assert answer.status_code == HTTPStatus.FOUND
    assert story.status() == "ready"
    html = client_of(cast.nurse).get(reverse("case", args=[story.case.pk])).content.decode()
    assert "<del>Utskriven</del>" in html
    text = open_page(client_of(cast.nurse).get(answer.headers["Location"])).text
    assert "Uppgiften är struken." in text
    assert "Nora Nilsson, Avd 4B: Fel datum" in text


def test_it_says_beside_the_entry_why_it_stays(cast: Cast, story: Story) -> None:
    story.is_not_ready(at("2026-03-08T10:00"), registered_at=at("2026-03-10T10:00"))
    before = story.case.events.count()
    answer = put_right(cast, story, 3)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Stryk det först, det senaste först." in open_page(answer).text
    assert story.case.events.count() == before


def test_it_takes_no_entry_that_is_not_the_unit_s_own(cast: Cast, story: Story) -> None:
    story.municipality_receives(at("2026-03-09T11:00"))
    before = story.case.events.count()
    assert put_right(cast, story, 3, entry="5").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert story.case.events.count() == before


def test_a_cancelled_case_comes_back_from_its_own_page(cast: Cast) -> None:
    story = Story(cast)
    story.cancel(at("2026-03-04T09:00"))
    assert put_right(cast, story, 2).status_code == HTTPStatus.FOUND
    assert story.status() == "admitted"


def test_why_an_assessment_was_wrong_stays_in_the_ward_without_consent(cast: Cast) -> None:
    story = Story(cast, consent=Consent.NOT_ASKED)
    story.notify(at("2026-03-03T11:40"))
    story.assess(at("2026-03-04T09:00"), frozenset())
    put_right(cast, story, 3, reason="Gällde en annan patient")
    assert "Gällde en annan patient" in page_of(cast.nurse, story).text
    receiver = page_of(cast.case_officer, story).text
    assert "Struken" in receiver
    assert "Gällde en annan patient" not in receiver


def test_the_ward_sends_the_standing_notice_on_to_the_municipality(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.assess(at("2026-03-06T09:00"), EVERYTHING)
    assert (
        "Meddela kommunen att patienten är utskrivningsklar, så snart som möjligt."
        in page_of(cast.nurse, story).text
    )
    client = client_of(cast.nurse)
    url = reverse("step", args=[story.case.pk, Step.DISCHARGE_READY_SENT])
    page = open_page(client.get(url))
    assert page.value("assessed_at") == "2026-03-05T13:15"
    preview = page.text[page.text.index("Det här ser mottagarna") :]
    assert "Biståndsenheten" in preview
    assert "Andersbergs vårdcentral" not in preview.split("Namn")[0]
    assert client.post(url, page.form(url).data).status_code == HTTPStatus.FOUND
    assert "Meddela kommunen" not in page_of(cast.nurse, story).text
    assert story.facts.discharge_ready_at is not None
