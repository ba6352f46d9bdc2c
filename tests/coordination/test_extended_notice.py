"""More than the notice's four things is told with consent or on a written basis, to those who have the notice."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from coordination.core.message_rules import MessageRefusal
from coordination.core.needs import Consent
from coordination.core.states import Capacity, Step
from coordination.core.visibility import Reader, may_know
from coordination.errors import StepRefused
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.correspondence import district, extend, hand_over
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at
from tests.coordination_web.pages import open_page

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")


def told(cast: Cast, consent: Consent = Consent.GIVEN) -> Story:
    story = Story(cast, consent=consent)
    story.notify(at("2026-03-03T11:00"))
    return story


@pytest.mark.parametrize("consent", [Consent.NOT_ASKED, Consent.DECLINED])
def test_it_needs_a_basis_where_there_is_no_consent(cast: Cast, consent: Consent) -> None:
    story = told(cast, consent)
    stored = everything_stored()
    for basis in ("", "  "):
        with pytest.raises(StepRefused) as refused:
            extend(story, NOON, basis)
        assert refused.value.refusal is MessageRefusal.NO_BASIS
    assert everything_stored() == stored
    assert extend(story, NOON, "Samtyckte i dag kl 11.").sequence == 3


def test_it_is_refused_before_anybody_has_the_notice(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        extend(story, NOON)
    assert refused.value.refusal is MessageRefusal.NO_RECEIVERS
    assert everything_stored() == stored


def test_it_is_read_by_those_it_was_sent_to_and_who_took_over_from_them(cast: Cast) -> None:
    story = told(cast)
    payload = extend(story, NOON).as_recorded().payload
    assert {one.name for one in payload.receivers} == {"Biståndsenheten", "Andersbergs vårdcentral"}
    unit = district(cast)
    hand_over(story, EVENING, unit, stays=True)
    story.notify(EVENING, units=[cast.psychiatry])
    reads = {
        party.unit.name: _may_know(story, party.unit_id, party.capacity, payload)
        for party in story.case.parties.select_related("unit")
    }
    assert reads == {
        "Avd 4B": True,
        "Biståndsenheten": True,
        "Andersbergs vårdcentral": True,
        unit.name: True,
        "Öppenvårdspsykiatrin Halmstad": False,
    }


def test_it_stands_under_its_own_heading_and_the_preview_says_all_of_it(cast: Cast) -> None:
    story = told(cast, Consent.NOT_ASKED)
    url = reverse("step", args=[story.case.pk, Step.NOTICE_EXTENDED])
    client = client_of(cast.nurse)
    form = open_page(client.get(url))
    assert "Det här ser mottagarna" in form.text
    typed = {"situation": "bor ensam", "aids": "rollator"}
    refused = client.post(url, form.form(url).data | typed)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    shown = open_page(refused).text
    assert "bor ensam" in shown
    client.post(url, form.form(url).data | typed | {"basis": "samtyckte i dag"})
    text = open_page(client_of(cast.case_officer).get(reverse("case", args=[story.case.pk]))).text
    assert "Meddelandets utökade del" in text
    for said in ("bor ensam", "rollator", "samtyckte i dag"):
        assert text.count(said) == 2  # beneath its heading, and among the events


def test_it_is_the_same_by_call(cast: Cast) -> None:
    story = told(cast, Consent.NOT_ASKED)
    address = f"/api/v1/cases/{story.case.pk}/"
    ward = api_client_of(cast.nurse)
    answer = ward.post(f"{address}notice-extended/", {"situation": "bor ensam"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (HTTPStatus.CONFLICT, "no_basis")
    body = {"situation": "bor ensam", "basis": "samtyckte i dag"}
    assert ward.post(f"{address}notice-extended/", body, format="json").status_code == HTTPStatus.CREATED
    content = api_client_of(cast.coordinator).get(address).json()["events"][-1]["content"]
    assert content["situation"] == "bor ensam"


def _may_know(story: Story, unit: int, capacity: str, payload: Any) -> bool:
    reader = Reader(unit, Capacity(capacity))
    return may_know(payload, reader, story.history, is_protected=False)
