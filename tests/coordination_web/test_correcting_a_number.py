"""Putting right a patient's number on a page: masked where it is told of, and found by the former one afterwards."""

from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Assignment
from coordination.core.identities import IdentityType
from coordination.core.states import Step
from tests.cast import Cast, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination_web.pages import Page, open_page

RESERVE, RIGHT = "9919900101AB12", personal_number(5100)


@pytest.fixture
def story(cast: Cast) -> Story:
    details = patient_details(
        identity_type=IdentityType.RESERVE_NUMBER_NATIONAL, identity_value=RESERVE, family_name="Åkerberg"
    )
    story = Story(cast, patient=details)
    story.notify(at("2026-03-03T11:40"))
    return story


def send(who: Assignment, story: Story, **typed: Any) -> tuple[int, Page]:
    url = reverse("step", args=[story.case.pk, Step.IDENTITY_CORRECTED])
    page = open_page(client_of(who).get(url))
    answer = client_of(who).post(url, page.form(url).data | {"reason": "legitimation"} | typed, follow=True)
    return answer.status_code, open_page(answer)


def search(who: Assignment, wanted: str) -> str:
    return open_page(client_of(who).post(reverse("search"), {"wanted": wanted})).text


def case_page(who: Assignment, story: Story) -> str:
    return open_page(client_of(who).get(reverse("case", args=[story.case.pk]))).text


def test_it_proposes_that_a_reserve_number_is_replaced(cast: Cast, story: Story) -> None:
    _, page = send(cast.nurse, story, identity_value=RIGHT)
    assert "Numret är rättat." in page.text
    assert "Nummer …12 → 18" in page.text
    assert "Ersatt: personen har fått ett annat nummer" in page.text


def test_it_masks_both_numbers_until_somebody_asks(cast: Cast, story: Story) -> None:
    send(cast.nurse, story, identity_value=RIGHT)
    text = case_page(cast.case_officer, story)
    assert "tidigare …12" in text
    assert RESERVE not in text
    assert RIGHT[8:] not in text
    whole = client_of(cast.case_officer).post(reverse("identity", args=[story.case.pk]))
    assert f"tidigare {RESERVE}" in open_page(whole).text


def test_it_is_found_by_both_numbers_by_those_who_may_see_it(cast: Cast, story: Story) -> None:
    send(cast.nurse, story, identity_value=RIGHT)
    for who in (cast.nurse, cast.case_officer, cast.coordinator):
        assert "hittad på ett tidigare nummer" in search(who, RESERVE)
        assert story.case.number in search(who, RIGHT)
        assert "hittad på ett tidigare nummer" not in search(who, RIGHT)
        assert "hittad på ett tidigare nummer" not in search(who, "Åkerberg")
    for who in (cast.stranger_nurse, cast.stranger_officer):
        assert story.case.number not in search(who, RESERVE)


def test_it_says_beside_the_field_what_is_wrong(cast: Cast, story: Story) -> None:
    known = Story(cast, admitted_at=at("2026-01-02T10:00"), patient=patient_details(identity_value=RIGHT))
    known.goes_home(at("2026-01-05T10:00"))
    stored = everything_stored()
    status, page = send(cast.nurse, story, identity_value=RIGHT[:-1] + "x")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Kontrollera varje siffra" in page.text
    status, page = send(cast.nurse, story, identity_value=RIGHT)
    assert status == HTTPStatus.CONFLICT
    assert f"Ni har redan ärende {known.case.number} med det numret" in page.text
    assert everything_stored() == stored
    assert send(cast.nurse, story, identity_value=RIGHT, is_same_person="on")[0] == HTTPStatus.OK


def test_it_shows_a_number_of_a_protected_identity_to_nobody_else(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(has_protected_identity=True))
    _, page = send(cast.nurse, story, identity_value=RIGHT)
    assert "Identitetsnumret rättat" in page.text
    assert "→" not in page.text


def test_it_tells_the_others_without_a_name_or_a_number(cast: Cast, story: Story) -> None:
    send(cast.nurse, story, identity_value=RIGHT)
    inbox = open_page(client_of(cast.case_officer).get(reverse("inbox"))).text
    assert "Identitetsnumret rättat" in inbox
    assert RIGHT not in inbox
