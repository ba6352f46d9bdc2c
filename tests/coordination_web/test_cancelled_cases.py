"""A case that was a mistake: the ward answers for its history, and those who were told of it see only that."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from accounts.models import AccessLogEntry, Assignment
from coordination.core.states import Step
from coordination.models import Case, Event, Patient, PatientSnapshot
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination_web.pages import open_page

NUMBER = personal_number(940)
NAMES = ("Anna", "Andersson", "Storgatan", NUMBER[:8], "1936")


@pytest.fixture
def case(cast: Cast) -> Case:
    story = Story(cast, patient=patient_details(identity_value=NUMBER))
    story.notify(at("2026-03-03T11:40"))
    story.municipality_receives(at("2026-03-03T12:00"))
    story.cancel(at("2026-03-04T09:00"))
    return story.case


@pytest.fixture
def receivers(cast: Cast) -> list[Assignment]:
    return [cast.case_officer, cast.coordinator]


def test_it_is_out_of_sight_for_those_who_were_told(
    cast: Cast, case: Case, receivers: list[Assignment]
) -> None:
    for model in (Case, Event, Patient, PatientSnapshot):
        assert model.objects.visible_to(cast.nurse).exists()
        assert not any(model.objects.visible_to(who).exists() for who in receivers)


def test_it_tells_them_on_its_page_that_it_was_a_mistake_and_nothing_of_the_patient(
    case: Case, receivers: list[Assignment]
) -> None:
    for who in receivers:
        answer = client_of(who).get(reverse("case", args=[case.pk]))
        assert answer.status_code == HTTPStatus.GONE
        text = open_page(answer).text
        assert "Makulerat: registrerat av misstag" in text
        assert f"{case.number} , Avd 4B, ons 4/3 kl 09.00 . Skäl: fel patient" in text
        assert not [name for name in NAMES if name in answer.content.decode()]
    looks = AccessLogEntry.objects.filter(case_id=case.pk, what="cancelled case")
    assert {look.assignment for look in looks} == set(receivers)


def test_it_gives_them_no_form_and_no_number(case: Case, receivers: list[Assignment]) -> None:
    stored = everything_stored()
    for who in receivers:
        client = client_of(who)
        assert client.post(reverse("identity", args=[case.pk])).status_code == HTTPStatus.GONE
        url = reverse("step", args=[case.pk, Step.NOTICE_RECEIVED])
        assert client.get(url).status_code == HTTPStatus.GONE
        assert client.post(url, {"version": "2"}).status_code == HTTPStatus.GONE
    assert everything_stored() == stored


def test_it_is_found_by_its_own_number_only(case: Case, receivers: list[Assignment]) -> None:
    for who in receivers:
        client = client_of(who)
        for wanted in ("Anna", NUMBER):
            assert case.number not in open_page(client.post(reverse("search"), {"wanted": wanted})).text
        found = client.post(reverse("search"), {"wanted": case.number.lower()})
        assert "Makulerat: registrerat av misstag" in open_page(found).text
        assert not [name for name in NAMES if name in found.content.decode()]


def test_it_is_gone_by_calls(case: Case, receivers: list[Assignment]) -> None:
    for who in receivers:
        client = api_client_of(who)
        assert client.get("/api/v1/cases/").json()["count"] == 0
        answer = client.get(f"/api/v1/cases/{case.pk}/")
        assert answer.status_code == HTTPStatus.GONE
        assert answer.json()["code"] == "case_closed"
        assert answer.json()["data"] == {
            "number": case.number,
            "ward": "Avd 4B",
            "cancelled_at": "2026-03-04T08:00:00+00:00",
            "reason": "fel patient",
        }
        assert not [name for name in NAMES if name in answer.content.decode()]


def test_it_stays_with_the_ward(cast: Cast, case: Case) -> None:
    text = open_page(client_of(cast.nurse).get(reverse("case", args=[case.pk]))).text
    assert "Anna Andersson" in text
    assert "Inskrivningsmeddelande skickat" in text


def test_it_is_nothing_to_strangers(cast: Cast, case: Case) -> None:
    for who in (cast.stranger_nurse, cast.stranger_officer, cast.region_controller):
        assert client_of(who).get(reverse("case", args=[case.pk])).status_code == HTTPStatus.NOT_FOUND
        assert api_client_of(who).get(f"/api/v1/cases/{case.pk}/").status_code == HTTPStatus.NOT_FOUND
        answer = client_of(who).post(reverse("search"), {"wanted": case.number})
        assert str(case.pk) not in answer.content.decode()
