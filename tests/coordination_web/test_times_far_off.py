"""A slip of the pen in a year gets a kind sentence beside the field, in every form, and never an error page."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from accounts.models import Assignment
from coordination.core.states import Step
from coordination.models import Case
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, at
from tests.coordination_web.admission import admission
from tests.coordination_web.pages import Page, open_page

YEARS = ["0001-01-01T00:00", "0001-06-01T10:00", "1899-06-01T10:00", "9999-12-31T23:59"]
SENTENCES = ("Skriv datum och tid", "Tiden ligger", "Läkarens bedömning ligger senare", "Mötet ligger före")
FIELDS = [
    ("nurse", Step.NEED_ASSESSED, "assessed_at"),
    ("nurse", Step.NEED_ASSESSED, "occurred_at"),
    ("nurse", Step.ADMISSION_NOTICE_SENT, "estimated_discharge_at"),
    ("nurse", Step.DISCHARGE_READY_SENT, "assessed_at"),
    ("nurse", Step.DISCHARGED, "occurred_at"),
    ("coordinator", Step.SIP_CALLED, "meets_at"),
    ("case_officer", Step.RECEPTION_ACCEPTED, "can_receive_from"),
    ("case_officer", Step.RECEPTION_DELAYED, "can_receive_from"),
]


def assert_said_beside_the_field(page: Page) -> None:
    """In the summary with a link to the field, and beside it."""
    assert max(page.text.count(sentence) for sentence in SENTENCES) == 2, page.text


@pytest.mark.parametrize("typed", YEARS)
@pytest.mark.parametrize(("who", "step", "field"), FIELDS)
def test_it_is_said_in_every_step(cast: Cast, who: str, step: Step, field: str, typed: str) -> None:
    story = Story(cast)
    if step is not Step.ADMISSION_NOTICE_SENT:
        story.notify(at("2026-03-03T11:40"))
    by: Assignment = getattr(cast, who)
    client = client_of(by)
    url = reverse("step", args=[story.case.pk, step])
    form = open_page(client.get(url)).form(url)
    rest = {"physician": "Love Lindgren", "place": "Rum 3", "reason": "ingen plats"}
    before = story.case.events.count()
    answer = client.post(url, form.data | rest | {field: typed})
    assert answer.status_code in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT)
    assert_said_beside_the_field(open_page(answer))
    assert story.case.events.count() == before


@pytest.mark.parametrize("typed", YEARS)
@pytest.mark.parametrize("field", ["admitted_at", "estimated_discharge_at", "assessed_at"])
def test_it_is_said_at_the_admission(cast: Cast, field: str, typed: str) -> None:
    client = client_of(cast.nurse)
    form = open_page(client.get("/cases/new/")).form("/cases/new/")
    answer = client.post("/cases/new/", form.data | admission() | {field: typed})
    assert answer.status_code in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT)
    assert_said_beside_the_field(open_page(answer))
    assert not Case.objects.exists()
