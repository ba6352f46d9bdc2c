"""The extended part in the notice's own form: an event of its own, sent with the notice or neither of the two."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from coordination.core.needs import Consent
from coordination.core.states import Step
from coordination.models import Event
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story
from tests.coordination_web.pages import Page, open_page

PART = {"situation": "bor ensam", "relatives": "dotter i Laholm", "aids": "rollator"}
BASIS = {"basis": "samtyckte i dag"}
BOTH = [Step.ADMISSION_NOTICE_SENT, Step.NOTICE_EXTENDED]


def url_of(story: Story) -> str:
    return reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])


def send(cast: Cast, story: Story, **typed: str) -> tuple[HttpResponse, Page]:
    client = client_of(cast.nurse)
    form = open_page(client.get(url_of(story))).form(url_of(story))
    expected = {"estimated_discharge_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    answer = client.post(form.action, {**form.data, **expected, **typed})
    return answer, open_page(answer)


def sent(story: Story) -> list[str]:
    return list(Event.objects.filter(case=story.case, sequence__gt=1).values_list("step", flat=True))


def test_it_is_folded_and_left_out_where_nothing_is_written(cast: Cast) -> None:
    story = Story(cast, consent=Consent.NOT_ASKED)
    page = client_of(cast.nurse).get(url_of(story)).text
    folded = page[page.index("Utökad del: mer än lagens fyra uppgifter") - 100 :]
    assert "<details" in folded
    assert "<details open" not in folded[:100]
    send(cast, story)
    assert sent(story) == [Step.ADMISSION_NOTICE_SENT]


@pytest.mark.parametrize(
    ("consent", "typed"),
    [(Consent.GIVEN, PART), (Consent.NOT_ASKED, PART | BASIS), (Consent.DECLINED, PART | BASIS)],
)
def test_it_is_an_event_of_its_own_beside_the_laws_four_things(
    cast: Cast, consent: Consent, typed: dict[str, str]
) -> None:
    story = Story(cast, consent=consent)
    send(cast, story, **typed)
    assert sent(story) == BOTH
    notice, part = (row.as_recorded() for row in story.case.events.order_by("sequence")[1:])
    assert "bor ensam" not in str(notice.payload)
    assert part.payload.situation == "bor ensam"
    assert [one.name for one in part.payload.receivers] == [one.name for one in notice.payload.receivers]
    assert part.occurred_at == notice.occurred_at
    text = open_page(client_of(cast.case_officer).get(reverse("case", args=[story.case.pk]))).text
    assert "dotter i Laholm" in text


@pytest.mark.parametrize(
    ("consent", "typed"),
    [
        (Consent.NOT_ASKED, PART),
        (Consent.GIVEN, {"aids": "rollator"}),
        (Consent.GIVEN, {"situation": "x" * 1001}),
    ],
    ids=["no basis", "no situation", "too long"],
)
def test_it_sends_nothing_until_all_is_right_and_keeps_what_was_typed(
    cast: Cast, consent: Consent, typed: dict[str, str]
) -> None:
    story = Story(cast, consent=consent)
    stored = everything_stored()
    answer, page = send(cast, story, **typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_stored() == stored
    for name, value in typed.items():
        assert page.value(name) == value
    assert "<details" in answer.text[: answer.text.index("Utökad del")]
    assert "open>" in answer.text[: answer.text.index("Utökad del")][-60:]


def test_it_shows_the_part_apart_from_the_four_things(cast: Cast) -> None:
    story = Story(cast, consent=Consent.NOT_ASKED)
    _answer, page = send(cast, story, situation="bor ensam")
    preview = page.text[page.text.index("Det här ser mottagarna") :]
    four, part = preview.split("Utökad del, skickas för sig")
    assert "bor ensam" not in four
    assert "bor ensam" in part


def test_a_double_click_sends_both_once(cast: Cast) -> None:
    story, client = Story(cast), client_of(cast.nurse)
    form = open_page(client.get(url_of(story))).form(url_of(story))
    typed = {**form.data, **PART, "estimated_discharge_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    for _click in range(2):
        assert client.post(form.action, typed).status_code == HTTPStatus.FOUND
    assert sent(story) == BOTH


def test_it_is_the_same_by_call(cast: Cast) -> None:
    story = Story(cast, consent=Consent.NOT_ASKED)
    ward, address = api_client_of(cast.nurse), f"/api/v1/cases/{story.case.pk}/admission-notice-sent/"

    def call(extension: Any) -> Any:
        body = {"estimated_discharge_at": timezone.now(), "extension": extension}
        return ward.post(address, body, format="json", headers={"Idempotency-Key": key})

    key = str(uuid4())
    stored = everything_stored()
    refused = call(PART)
    assert (refused.status_code, refused.json()["code"]) == (HTTPStatus.CONFLICT, "no_basis")
    assert call({"aids": "rollator"}).status_code == HTTPStatus.BAD_REQUEST
    assert everything_stored() == stored
    for _time in range(2):
        assert call(PART | BASIS).json()["step"] == Step.ADMISSION_NOTICE_SENT
    assert sent(story) == BOTH
