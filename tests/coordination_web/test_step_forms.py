"""The forms: filled in, kept when refused, sent once, and never over what others have done meanwhile."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment, UnitKind, UnitReception
from coordination.core.states import Step
from coordination.models import Case, Event
from tests.cast import Cast, client_of, make_unit
from tests.coordination.stories import NOTHING, Story, at
from tests.coordination_web.pages import Page, open_page

IN_THREE_DAYS = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"


def url_of(case: Case, step: Step) -> str:
    return reverse("step", args=[case.pk, step])


def send(who: Assignment, case: Case, step: Step, **typed: Any) -> tuple[HttpResponse, Page]:
    """Opens the form, types and sends."""
    client = client_of(who)
    form = open_page(client.get(url_of(case, step))).form(url_of(case, step))
    answer = client.post(form.action, form.data | typed)
    return answer, open_page(answer)


def number_of_events(case: Case) -> int:
    return Event.objects.filter(case=case).count()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


@pytest.fixture
def notified(story: Story) -> Story:
    story.notify(at("2026-03-03T11:40"))
    return story


def test_it_shows_exactly_what_the_receivers_will_see(cast: Cast, story: Story) -> None:
    page = open_page(client_of(cast.nurse).get(url_of(story.case, Step.ADMISSION_NOTICE_SENT)))
    number = story.case.patient.identity_value
    preview = page.text[page.text.index("Det här ser mottagarna") :]
    assert "Biståndsenheten, Andersbergs vårdcentral" in preview
    assert f"Personnummer {number[:8]}-{number[8:]}" in preview
    assert "Folkbokföringsadress Storgatan 1, 302 43 Halmstad" in preview
    assert "Socialtjänst" not in preview


def test_it_says_what_is_missing_beside_the_field_and_keeps_the_rest(cast: Cast, notified: Story) -> None:
    before = number_of_events(notified.case)
    answer, page = send(cast.coordinator, notified.case, Step.SIP_CALLED, place="Rum 3", meets_at="")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Mötet börjar: " in page.text
    assert page.value("place") == "Rum 3"
    assert number_of_events(notified.case) == before


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        (Step.DISCHARGED, {"occurred_at": "2099-01-01T10:00"}, "Tiden ligger i framtiden."),
        (Step.DISCHARGED, {"occurred_at": "2026-03-03T09:00"}, "Tiden ligger före inskrivningen."),
        (Step.DISCHARGED, {"occurred_at": "2026-03-29T02:30"}, "Den timmen fanns inte"),
        (
            Step.DISCHARGE_READY_SENT,
            {"occurred_at": "2026-03-05T13:15", "assessed_at": "2026-03-05T13:16"},
            "Läkarens bedömning ligger senare",
        ),
    ],
)
def test_it_refuses_impossible_times_beside_the_field(
    cast: Cast, notified: Story, step: Step, typed: dict[str, str], sentence: str
) -> None:
    before = number_of_events(notified.case)
    answer, page = send(cast.nurse, notified.case, step, **typed)
    assert answer.status_code in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT)
    # In the summary with a link to the field, and beside it.
    assert page.text.count(sentence) == 2
    assert page.value("occurred_at") == typed["occurred_at"]
    assert number_of_events(notified.case) == before


def test_it_registers_what_happened_earlier(cast: Cast, story: Story) -> None:
    answer, _ = send(
        cast.nurse,
        story.case,
        Step.ADMISSION_NOTICE_SENT,
        estimated_discharge_at="2026-03-08T12:00",
        occurred_at="2026-03-03T11:40",
    )
    assert answer.status_code == HTTPStatus.FOUND
    event = story.case.events.get(step=Step.ADMISSION_NOTICE_SENT)
    assert event.occurred_at == at("2026-03-03T11:40")
    assert event.registered_at > at("2026-03-04T00:00")


def test_it_sends_once_when_clicked_twice(cast: Cast, notified: Story) -> None:
    client = client_of(cast.nurse)
    url = url_of(notified.case, Step.DISCHARGE_READY_SENT)
    form = open_page(client.get(url)).form(url)
    first, second = client.post(url, form.data), client.post(url, form.data)
    assert first.headers["Location"] == second.headers["Location"]
    assert notified.case.events.filter(step=Step.DISCHARGE_READY_SENT).count() == 1


def test_it_shows_what_has_happened_meanwhile_and_keeps_what_was_typed(cast: Cast, notified: Story) -> None:
    client = client_of(cast.nurse)
    url = url_of(notified.case, Step.DISCHARGE_READY_SENT)
    typed = open_page(client.get(url)).form(url).data | {"physician": "Åsa Ås"}
    notified.services_missing(at("2026-03-04T10:00"))

    answer = client.post(url, typed)
    assert answer.status_code == HTTPStatus.CONFLICT
    page = open_page(answer)
    assert "Nytt i ärendet sedan du öppnade sidan" in page.text
    assert "Öppenvårdens insatser saknas eller är oklara, Andersbergs vårdcentral" in page.text
    assert page.value("physician") == "Åsa Ås"
    assert not notified.case.events.filter(step=Step.DISCHARGE_READY_SENT).exists()

    again = client.post(url, page.form(url).data)
    assert again.status_code == HTTPStatus.FOUND
    sent = notified.case.events.get(step=Step.DISCHARGE_READY_SENT)
    assert sent.payload["physician"] == "Åsa Ås"


def test_it_says_kindly_that_a_step_is_done_already(cast: Cast, notified: Story) -> None:
    url = url_of(notified.case, Step.ADMISSION_NOTICE_SENT)
    page = open_page(client_of(cast.nurse).get(url))
    assert "Det finns inget att göra här nu" in page.text
    assert url not in [form.action for form in page.forms]


def test_it_refuses_what_the_state_forbids_above_the_fields(cast: Cast, notified: Story) -> None:
    client = client_of(cast.nurse)
    url = url_of(notified.case, Step.DISCHARGE_READY_WITHDRAWN)
    notified.case.refresh_from_db()
    typed = {"reason": "feber", "version": notified.case.version, "key": str(uuid4())}
    answer = client.post(url, typed)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Det går inte att göra nu. Ärendets läge är: Meddelad." in open_page(answer).text
    assert not notified.case.events.filter(step=Step.DISCHARGE_READY_WITHDRAWN).exists()


def test_it_lets_the_ward_choose_where_routing_gives_several(cast: Cast, story: Story) -> None:
    other = make_unit(cast.halland, "Nyhems vårdcentral", UnitKind.PRIMARY_CARE)
    UnitReception.objects.create(unit=other, municipality_code="1380", care_type="somatic")
    answer, page = send(
        cast.nurse, story.case, Step.ADMISSION_NOTICE_SENT, estimated_discharge_at=IN_THREE_DAYS
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.value("outpatient") == ""
    answer, _ = send(
        cast.nurse,
        story.case,
        Step.ADMISSION_NOTICE_SENT,
        estimated_discharge_at=IN_THREE_DAYS,
        outpatient=str(other.pk),
    )
    assert answer.status_code == HTTPStatus.FOUND
    assert set(story.case.parties.values_list("unit__name", flat=True)) == {
        "Avd 4B",
        "Biståndsenheten",
        "Nyhems vårdcentral",
    }


def test_it_takes_no_receiver_that_was_not_offered(cast: Cast, story: Story) -> None:
    answer, _ = send(
        cast.nurse,
        story.case,
        Step.ADMISSION_NOTICE_SENT,
        estimated_discharge_at=IN_THREE_DAYS,
        municipality=str(cast.stranger_intake.pk),
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert story.case.parties.count() == 1


def test_it_has_nobody_to_tell_of_one_who_needs_nothing(cast: Cast) -> None:
    story = Story(cast, needs=NOTHING)
    page = open_page(client_of(cast.nurse).get(url_of(story.case, Step.ADMISSION_NOTICE_SENT)))
    assert "Det finns inget att göra här nu" in page.text


def test_it_has_no_page_for_what_is_no_step(cast: Cast, story: Story) -> None:
    client = client_of(cast.nurse)
    for step in ("episode-imported", "admission-registered", "nonsense"):
        assert client.get(f"/cases/{story.case.pk}/{step}/").status_code == HTTPStatus.NOT_FOUND


def test_it_asks_whoever_has_been_signed_out_to_sign_in_and_changes_nothing(story: Story) -> None:
    before = number_of_events(story.case)
    answer = Client().post(url_of(story.case, Step.DISCHARGED), {"destination": "home"})
    assert answer.headers["Location"].startswith(reverse("sign-in"))
    assert number_of_events(story.case) == before


def test_it_fills_in_the_answer_the_case_knows(cast: Cast, notified: Story) -> None:
    page = open_page(client_of(cast.nurse).get(url_of(notified.case, Step.DISCHARGE_READY_SENT)))
    assert page.value("physician") == "Love Lindgren"
    assert page.value("assessed_at").startswith(f"{timezone.localdate():%Y-%m-%d}")


def test_it_sends_the_track_with_the_planning_basis(cast: Cast, notified: Story) -> None:
    page = open_page(client_of(cast.case_officer).get(url_of(notified.case, Step.PLANNING_BASIS_GIVEN)))
    assert "Rött spår: Mötestid för SIP sätts genast." in page.text
    send(cast.case_officer, notified.case, Step.PLANNING_BASIS_GIVEN, is_known="yes", track="red")
    assert notified.history.track.code == "red"
    page = open_page(client_of(cast.nurse).get(reverse("case", args=[notified.case.pk])))
    assert "Planeringsunderlag lämnat" in page.text
    assert "Spår Rött spår" in page.text
    before = number_of_events(notified.case)
    # What stands is filled in; another needs a reason.
    other = {"is_known": "yes", "track": "green"}
    answer, page = send(cast.coordinator, notified.case, Step.PLANNING_BASIS_GIVEN, **other)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Skriv varför det måste ändras" in page.text
    assert number_of_events(notified.case) == before
