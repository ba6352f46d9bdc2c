"""Sent back, handed over or taken back, on pages and by call: whoever has left finds nothing of the patient."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLogEntry, Assignment
from coordination.core.states import Step
from coordination.models import Party
from coordination.worklist_query import worklist
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.correspondence import (
    district,
    hand_over,
    private_centre,
    remove,
    say_not_ours,
    send_back,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at
from tests.coordination_web.pages import Page, open_page

NOON = at("2026-03-04T12:00")


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"))
    return story


def send(who: Assignment, story: Story, step: Step, **typed: Any) -> Page:
    client, url = client_of(who), reverse("step", args=[story.case.pk, step])
    form = open_page(client.get(url)).form(url)
    return open_page(client.post(url, form.data | typed, follow=True))


def answers_of(who: Assignment, story: Story) -> dict[str, Any]:
    """What the case page, a form, a call, the list of calls, the worklist, and a search by number and name answer."""
    client, system, case = client_of(who), api_client_of(who), story.case
    found = [client.post(reverse("search"), {"wanted": word}) for word in (case.number, "Andersson")]
    return {
        "page": client.get(reverse("case", args=[case.pk])).status_code,
        "form": client.get(reverse("step", args=[case.pk, Step.NOTICE_RECEIVED])).status_code,
        "call": system.get(f"/api/v1/cases/{case.pk}/").status_code,
        "listed": str(case.pk) in system.get("/api/v1/cases/").content.decode(),
        "to do": str(case.pk) in client.get("/").content.decode(),
        "found": [case.number in open_page(one).text for one in found],
    }


def test_it_makes_a_stranger_of_whom_it_is_taken_back_from(cast: Cast, story: Story) -> None:
    page = send(cast.nurse, story, Step.RECIPIENT_REMOVED, unit=str(cast.intake.pk), reason="fel enhet")
    assert "Enheten kan inte längre läsa ärendet." in page.text
    assert answers_of(cast.case_officer, story) == answers_of(cast.stranger_officer, story)
    assert answers_of(cast.case_officer, story) == {
        "page": HTTPStatus.NOT_FOUND,
        "form": HTTPStatus.NOT_FOUND,
        "call": HTTPStatus.NOT_FOUND,
        "listed": False,
        "to do": False,
        "found": [False, False],
    }


def test_it_leaves_who_sent_it_back_nothing_but_that(cast: Cast, story: Story) -> None:
    page = send(
        cast.case_officer, story, Step.NOTICE_RETURNED, reason="bor i Kungsbacka", municipality_code="1384"
    )
    assert "Ni har skickat tillbaka meddelandet" in page.text
    assert "bor i Kungsbacka" in page.text
    assert "Andersson" not in page.text
    story.notify(at("2026-03-05T11:00"), units=[district(cast)])
    answers = answers_of(cast.case_officer, story)
    assert answers == {
        "page": HTTPStatus.GONE,
        "form": HTTPStatus.GONE,
        "call": HTTPStatus.GONE,
        "listed": False,
        "to do": False,
        "found": [True, False],
    }
    told = api_client_of(cast.case_officer).get(f"/api/v1/cases/{story.case.pk}/").json()
    assert (told["code"], told["data"]["reason"]) == ("case_left", "bor i Kungsbacka")


def test_it_asks_the_ward_to_address_it_anew(cast: Cast, story: Story) -> None:
    send_back(story, NOON, municipality_code="1384")
    client = client_of(cast.nurse)
    row = open_page(client.get("/"))
    assert "Skicka inskrivningsmeddelande" in row.text
    url = reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    assert url in row.links.values()
    form = open_page(client.get(url))
    assert "Det skickades tillbaka: bor inte här" in form.text
    assert "Kungsbacka" in form.text
    # Whoever sent it back stands chosen no more: one click would send it there again.
    assert form.value("municipality") == ""
    stored = everything_stored()
    refused = client.post(url, form.form(url).data)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_stored() == stored
    story.is_corrected(NOON, municipality_code="1384")
    form = open_page(client.get(url))
    expected = {"estimated_discharge_at": f"{timezone.localdate() + timedelta(days=2)}T12:00"}
    page = open_page(client.post(url, form.form(url).data | expected, follow=True))
    assert "Mottagningen kan läsa det nu." in page.text
    assert answers_of(cast.stranger_officer, story)["page"] == HTTPStatus.OK


def test_it_tells_a_municipality_that_is_not_liable_any_more_just_that(cast: Cast, story: Story) -> None:
    story.is_corrected(NOON, municipality_code="1384")
    page = open_page(client_of(cast.case_officer).get(reverse("case", args=[story.case.pk])))
    assert "Patienten hör till en annan kommun" in page.text
    for secret in ("Andersson", "Kungsbacka", "fel i journalen"):
        assert secret not in page.text
    assert answers_of(cast.case_officer, story) == {
        "page": HTTPStatus.GONE,
        "form": HTTPStatus.GONE,
        "call": HTTPStatus.GONE,
        "listed": False,
        "to do": False,
        "found": [True, False],
    }


def test_it_asks_the_ward_for_a_notice_to_the_right_municipality(cast: Cast, story: Story) -> None:
    assert "Skicka inskrivningsmeddelande" not in open_page(client_of(cast.nurse).get("/")).text
    story.is_corrected(NOON, municipality_code="1384")
    row = open_page(client_of(cast.nurse).get("/"))
    assert "Skicka inskrivningsmeddelande" in row.text
    assert reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT]) in row.links.values()
    story.notify(at("2026-03-04T13:00"))
    assert "Skicka inskrivningsmeddelande" not in open_page(client_of(cast.nurse).get("/")).text


def test_it_asks_the_new_municipality_whether_it_can_receive(cast: Cast, story: Story) -> None:
    story.is_ready(at("2026-03-03T12:00"))
    story.can_receive(at("2026-03-03T13:00"))
    story.is_corrected(NOON, municipality_code="1384")
    story.notify(at("2026-03-04T13:00"))
    story.is_ready(at("2026-03-04T13:05"))
    rows = worklist(cast.stranger_officer, timezone.now())
    assert [(row["answer"], row["without_limit"]) for row in rows] == [("", Step.RECEPTION_ACCEPTED)]


def test_it_hands_over_to_a_unit_of_the_own_organisation(cast: Cast, story: Story) -> None:
    unit = district(cast)
    page = send(cast.case_officer, story, Step.NOTICE_FORWARDED, to=str(unit.pk), stays="no")
    assert "Ni har lämnat över meddelandet" in page.text
    assert Party.objects.filter(unit=unit, closed_at=None).exists()


def test_it_offers_no_handing_over_where_there_is_nobody(cast: Cast, story: Story) -> None:
    text = open_page(client_of(cast.case_officer).get(reverse("case", args=[story.case.pk]))).text
    assert "Inte vår invånare" in text
    assert "Lämna över till en annan enhet" not in text


def test_it_shows_the_others_that_it_was_handed_over(cast: Cast, story: Story) -> None:
    hand_over(story, NOON, district(cast))
    text = open_page(client_of(cast.nurse).get(reverse("case", args=[story.case.pk]))).text
    assert "Meddelandet lämnat över" in text
    assert "Biståndsenheten väster" in text


def test_it_is_the_same_by_call(cast: Cast, story: Story) -> None:
    address = f"/api/v1/cases/{story.case.pk}/"
    stored = everything_stored()
    ward, municipality = api_client_of(cast.nurse), api_client_of(cast.case_officer)
    for system, step, body, status in (
        (ward, "notice-returned", {"reason": "x"}, HTTPStatus.FORBIDDEN),
        (
            municipality,
            "recipient-removed",
            {"unit": cast.intake.hsa_id, "reason": "x"},
            HTTPStatus.FORBIDDEN,
        ),
        (municipality, "notice-returned", {"reason": "x", "municipality_code": "9999"}, HTTPStatus.CONFLICT),
        (
            municipality,
            "notice-forwarded",
            {"to": cast.stranger_intake.hsa_id, "stays": True},
            HTTPStatus.CONFLICT,
        ),
    ):
        assert system.post(f"{address}{step}/", body, format="json").status_code == status, step
    assert everything_stored() == stored
    answer = ward.post(
        f"{address}recipient-removed/", {"unit": cast.intake.hsa_id, "reason": "x"}, format="json"
    )
    assert answer.status_code == HTTPStatus.CREATED
    assert municipality.get(address).status_code == HTTPStatus.NOT_FOUND
    remaining = ward.get(address).json()["parties"]
    assert [one["unit"] for one in remaining] == ["Avd 4B"]


def test_it_is_a_stranger_in_the_log_too(cast: Cast, story: Story) -> None:
    """Whoever has left asks in vain: nothing is shown, so there is no look to log."""
    remove(story, NOON)
    before = AccessLogEntry.objects.count()
    client_of(cast.case_officer).get(reverse("case", args=[story.case.pk]))
    assert AccessLogEntry.objects.count() == before


def test_it_is_sent_back_by_a_centre_where_the_patient_is_not_listed(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    centre = private_centre(cast)
    page = send(
        cast.coordinator, story, Step.NOT_OUR_PATIENT, reason="bytte i mars.", listed_at=str(centre.pk)
    )
    assert "Ni har skickat tillbaka meddelandet" in page.text
    assert "Andersson" not in page.text
    client, url = client_of(cast.nurse), reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    assert url in open_page(client.get("/")).links.values()
    form = open_page(client.get(url))
    assert "Det skickades tillbaka: bytte i mars. Listad på Vallås vårdcentral." in form.text
    assert form.value("outpatient") == str(centre.pk)


@pytest.mark.parametrize("is_taken_back", [True, False], ids=["taken back", "sent back"])
def test_it_is_proposed_to_no_unit_from_which_it_has_come_back(cast: Cast, is_taken_back: bool) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    if is_taken_back:
        remove(story, NOON, cast.primary_care)
    else:
        say_not_ours(story, NOON)
    client, url = client_of(cast.nurse), reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    form = open_page(client.get(url))
    assert form.value("outpatient") == ""
    stored = everything_stored()
    refused = client.post(url, form.form(url).data)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_stored() == stored


def test_it_is_handed_on_to_another_care_provider_on_its_page(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    centre = private_centre(cast)
    client, url = client_of(cast.coordinator), reverse("step", args=[story.case.pk, Step.NOTICE_FORWARDED])
    form = open_page(client.get(url)).form(url)
    stored = everything_stored()
    refused = client.post(url, form.data | {"to": str(centre.pk), "stays": "yes"})
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Patienten är listad hos en annan vårdgivare" in open_page(refused).text
    assert everything_stored() == stored
    page = send(cast.coordinator, story, Step.NOTICE_FORWARDED, to=str(centre.pk), stays="no")
    assert "Ni har lämnat över meddelandet" in page.text
    assert Party.objects.filter(unit=centre, closed_at=None).exists()
