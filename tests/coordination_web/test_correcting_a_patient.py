"""Putting right what is known of the patient, and ending a protection: names of the protected are shown to nobody."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment
from coordination.core.states import Step
from coordination.models import Patient, PatientSnapshot
from tests.cast import Cast, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details
from tests.coordination_web.pages import Page, open_page

CORRECTED, ENDED = Step.PATIENT_DETAILS_CORRECTED, Step.PROTECTION_ENDED


def form_of(who: Assignment, story: Story, step: Step) -> tuple[str, Page]:
    url = reverse("step", args=[story.case.pk, step])
    return url, open_page(client_of(who).get(url))


def send(who: Assignment, story: Story, step: Step, **typed: Any) -> tuple[int, Page]:
    url, page = form_of(who, story, step)
    answer = client_of(who).post(url, page.form(url).data | typed, follow=True)
    return answer.status_code, open_page(answer)


@pytest.fixture
def protected(cast: Cast) -> Story:
    return Story(cast, patient=patient_details(given_name="Hemlig", has_protected_identity=True))


def test_it_is_filled_in_and_shows_what_stood_before(cast: Cast) -> None:
    story = Story(cast)
    _, page = form_of(cast.nurse, story, CORRECTED)
    assert (page.value("family_name"), page.value("municipality_code")) == ("Andersson", "1380")
    _, page = send(
        cast.nurse, story, CORRECTED, family_name="Öberg", municipality_code="1384", reason="gift, flyttat"
    )
    assert "Anna Öberg" in page.text
    assert "Namn Anna Andersson → Anna Öberg Folkbokförd i Halmstad → Kungsbacka" in page.text
    assert "Skäl gift, flyttat" in page.text


def test_it_asks_for_a_reason_and_for_a_name(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    for typed in (
        {"reason": ""},
        {"family_name": "", "reason": "fel"},
        {"municipality_code": "9999", "reason": "fel"},
    ):
        status, _ = send(cast.nurse, story, CORRECTED, **typed)
        assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert send(cast.nurse, story, CORRECTED, reason="inget")[0] == HTTPStatus.CONFLICT
    assert everything_stored() == stored


def test_it_lets_the_ward_tell_the_municipality_that_turned_out_to_be_liable(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    send(cast.nurse, story, CORRECTED, municipality_code="1384", reason="flyttat")
    url, page = form_of(cast.nurse, story, Step.ADMISSION_NOTICE_SENT)
    assert page.value("municipality") == str(cast.stranger_intake.pk)
    expected = {"estimated_discharge_at": f"{timezone.localdate() + timedelta(days=2)}T12:00"}
    client_of(cast.nurse).post(url, page.form(url).data | expected)
    assert client_of(cast.stranger_officer).get(reverse("case", args=[story.case.pk])).status_code == 200


def test_it_shows_no_name_of_a_protected_identity(cast: Cast, protected: Story) -> None:
    _, page = form_of(cast.nurse, protected, CORRECTED)
    assert [page.value(name) for name in ("given_name", "family_name", "address")] == ["", "", ""]
    _, page = send(cast.nurse, protected, CORRECTED, family_name="Öberg", reason="gift")
    assert "Uppgifter om patienten rättade" in page.text
    assert not {word for word in ("Hemlig", "Öberg", "Andersson", "Storgatan") if word in page.text}
    known = PatientSnapshot.objects.get()
    assert (known.name, known.address) == ("Hemlig Öberg", protected.patient.address)


def test_it_ends_the_protection_with_a_reason(cast: Cast, protected: Story) -> None:
    stored = everything_stored()
    assert send(cast.nurse, protected, ENDED, reason="")[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_stored() == stored
    _, page = send(cast.nurse, protected, ENDED, reason="upphört enligt folkbokföringen")
    assert "Skyddet är avslutat." in page.text
    assert "Hemlig Andersson" in page.text
    assert not Patient.objects.get().has_protected_identity
