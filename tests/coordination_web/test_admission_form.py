"""Admitting a patient: little to type, nothing lost, and one case however often it is sent."""

from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLogEntry, Assignment
from coordination.actions import admissions
from coordination.core.civil import civil
from coordination.core.episodes import CareType
from coordination.core.needs import Need
from coordination.core.states import Step
from coordination.models import Case, Patient
from tests.cast import Cast, client_of, end
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination.wards import private_nurse, second_nurse
from tests.coordination_web.admission import admission
from tests.coordination_web.pages import Form, Page, open_page

NUMBER = personal_number(901)
URL = "/cases/new/"


def empty_form(cast: Cast) -> Form:
    return open_page(client_of(cast.nurse).get(URL)).form(URL)


def admit(cast: Cast, **typed: Any) -> tuple[Any, Page]:
    data = empty_form(cast).data | admission(identity_value=NUMBER) | typed
    answer = client_of(cast.nurse).post(URL, data)
    return answer, open_page(answer)


def test_it_admits_and_leads_to_the_notice(cast: Cast) -> None:
    answer, _ = admit(cast)
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("step", args=[case.pk, Step.ADMISSION_NOTICE_SENT])
    assert (case.patient.identity_value, case.municipality_code, case.ward) == (NUMBER, "1380", cast.ward)
    history = case.events.recorded()
    assert history[0].payload.assessment.needs == frozenset(Need)


def test_it_admits_without_an_assessment(cast: Cast) -> None:
    answer, _ = admit(cast, needs=[], physician="")
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("case", args=[case.pk])
    assert case.events.recorded()[0].payload.assessment is None


def test_it_proposes_the_care_that_the_ward_admits_to_and_not_that_of_who_came_from_another(
    cast: Cast,
) -> None:
    psychiatric = second_nurse(cast)
    admissions.register(
        by=psychiatric,
        patient=patient_details(),
        care_type=CareType.PSYCHIATRIC,
        admitted_at=at("2026-03-01T09:00"),
    )
    Story(cast).moves(at("2026-03-04T10:00"), psychiatric)
    assert open_page(client_of(psychiatric).get(URL)).form(URL).data["care_type"] == "psychiatric"
    assert empty_form(cast).data["care_type"] == "somatic"


def test_it_tells_no_needs_from_no_assessment(cast: Cast) -> None:
    admit(cast, needs=[])
    assert Case.objects.get().events.recorded()[0].payload.assessment.needs == frozenset()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"identity_value": "18900101-0000"}, "identity_value", "Numret stämmer inte."),
        ({"given_name": ""}, "family_name", "Förnamn"),
        ({"municipality_code": ""}, "family_name", "Folkbokförd i"),
        ({"municipality_code": "9999"}, "family_name", "Folkbokförd i"),
        ({"physician": ""}, "family_name", "Skriv vilken läkare som gjorde bedömningen."),
        ({"assessed_at": ""}, "family_name", "Skriv när bedömningen gjordes."),
        ({"admitted_at": "2099-01-01T10:00"}, "admitted_at", "Tiden ligger i framtiden."),
        ({"identity_type": "reserve_number_regional"}, "identity_value", "Numret stämmer inte."),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, typed: dict[str, Any], field: str, sentence: str
) -> None:
    answer, page = admit(cast, **typed)
    assert answer.status_code in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT)
    assert sentence in page.text
    assert page.value(field) == {**admission(identity_value=NUMBER), **typed}[field]
    assert page.value("needs") == admission()["needs"]
    assert not Case.objects.exists()
    assert not Patient.objects.exists()


def test_it_makes_one_case_when_sent_twice(cast: Cast) -> None:
    client = client_of(cast.nurse)
    data = empty_form(cast).data | admission(identity_value=NUMBER)
    first, second = client.post(URL, data), client.post(URL, data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_it_refuses_a_second_open_case_of_the_same_patient(cast: Cast) -> None:
    admit(cast)
    answer, page = admit(cast)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert f"Patienten har redan ett öppet ärende på er avdelning: {Case.objects.get().number}" in page.text


def test_it_fills_in_whom_the_ward_has_met_before_and_logs_the_look(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(identity_value=NUMBER, family_name="Åkerberg"))
    story.goes_home(at("2026-03-06T10:30"))
    answer = client_of(cast.nurse).post(
        URL, empty_form(cast).data | {"identity_value": f"{NUMBER[:8]}-{NUMBER[8:]}", "look_up": "yes"}
    )
    page = open_page(answer)
    assert "Patienten har varit hos er förut" in page.text
    assert (page.value("family_name"), page.value("municipality_code")) == ("Åkerberg", "1380")
    assert AccessLogEntry.objects.filter(case_id=story.case.pk, what="admission form").count() == 1
    assert Case.objects.count() == 1


def test_it_fills_in_whom_another_ward_of_the_care_provider_has_met(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(identity_value=NUMBER, family_name="Åkerberg"))
    other = second_nurse(cast)
    page = look_up(other)
    assert "Patienten har varit hos er förut" in page.text
    assert page.value("family_name") == "Åkerberg"
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment) == (story.case.pk, other)


def test_it_fills_in_no_name_and_no_address_of_a_protected_identity(cast: Cast) -> None:
    Story(
        cast, patient=patient_details(identity_value=NUMBER, given_name="Hemlig", has_protected_identity=True)
    ).goes_home(at("2026-03-06T10:30"))
    page = look_up(cast.nurse)
    assert [page.value(name) for name in ("given_name", "family_name", "address")] == ["", "", ""]
    assert "has_protected_identity" in page.form(URL).data
    assert page.value("municipality_code") == "1380"


def test_it_logs_the_look_again_when_the_form_is_shown_again_after_a_fault(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(identity_value=NUMBER))
    story.goes_home(at("2026-03-06T10:30"))
    answer, _ = admit(cast, family_name="")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment, look.what) == (story.case.pk, cast.nurse, "admission form")
    assert Case.objects.count() == 1


def look_up(who: Assignment) -> Page:
    client = client_of(who)
    form = open_page(client.get(URL)).form(URL)
    return open_page(client.post(URL, form.data | {"identity_value": NUMBER, "look_up": "yes"}))


def test_it_tells_nothing_of_patients_of_others(cast: Cast) -> None:
    Story(cast, patient=patient_details(identity_value=NUMBER, family_name="Åkerberg"))
    for who in (cast.stranger_nurse, private_nurse(cast)):
        page = look_up(who)
        assert "Patienten har inte varit hos er förut" in page.text
        assert page.value("family_name") == ""
        assert page.value("identity_value") == NUMBER
    assert not AccessLogEntry.objects.exists()


def test_it_keeps_what_was_typed_before_looking_up(cast: Cast) -> None:
    data = empty_form(cast).data | admission(identity_value=NUMBER, look_up="yes")
    page = open_page(client_of(cast.nurse).post(URL, data))
    assert page.value("given_name") == "Anna"
    assert page.value("needs") == admission()["needs"]


def test_it_says_that_a_number_to_look_up_is_wrong_and_nothing_else(cast: Cast) -> None:
    answer = client_of(cast.nurse).post(
        URL, empty_form(cast).data | {"identity_value": "1", "look_up": "yes"}
    )
    text = open_page(answer).text
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Numret stämmer inte." in text
    assert "Förnamn: " not in text


def test_it_takes_numbers_of_other_kinds(cast: Cast) -> None:
    admit(cast, identity_type="reserve_number_regional", identity_value="H-123 456", identity_oid="1.2.752.1")
    patient = Patient.objects.get()
    assert (patient.identity_type, patient.identity_value) == ("reserve_number_regional", "H123456")


def test_it_admits_somebody_who_is_registered_nowhere_in_sweden(cast: Cast) -> None:
    admit(cast, municipality_code="abroad", placing_municipality_code="1384")
    case = Case.objects.get()
    assert (case.municipality_code, case.placing_municipality_code) == ("", "1384")


def test_it_takes_a_day_and_a_physician_of_the_ward_by_a_click_each(cast: Cast) -> None:
    page = open_page(client_of(cast.nurse).get(URL))
    assert "Om tre dagar" in page.text
    assert "Love Lindgren" in page.text
    answer, _ = admit(cast, physician="", physician_here="Love Lindgren", home_in="3")
    assert answer.status_code == 302
    told = Case.objects.get().events.get(sequence=1).as_recorded().payload
    noon = datetime.combine(timezone.localdate() + timedelta(days=3), time(12))
    assert (told.assessment.physician, civil(told.estimated_discharge_at)) == ("Love Lindgren", noon)


def test_it_takes_what_was_written_before_what_was_clicked(cast: Cast) -> None:
    at_three = f"{timezone.localdate() + timedelta(days=2)}T15:00"
    admit(
        cast,
        physician="Doris Dag",
        physician_here="Love Lindgren",
        home_in="3",
        estimated_discharge_at=at_three,
    )
    told = Case.objects.get().events.get(sequence=1).as_recorded().payload
    assert told.assessment.physician == "Doris Dag"
    assert f"{civil(told.estimated_discharge_at):%Y-%m-%dT%H:%M}" == at_three


def test_it_assumes_no_assessment_and_no_day_that_nobody_said(cast: Cast) -> None:
    """Nothing is filled in that would be registered unread: a physician without needs says that nothing is needed."""
    page = open_page(client_of(cast.nurse).get(URL))
    assert (page.value("physician"), page.value("estimated_discharge_at")) == ("", "")
    admit(cast, needs=[], physician="", physician_here="", home_in="")
    told = Case.objects.get().events.get(sequence=1).as_recorded().payload
    assert (told.assessment, told.estimated_discharge_at) == (None, None)


def test_it_names_nobody_who_is_no_physician_of_the_ward(cast: Cast) -> None:
    end(cast.physician)
    assert "Bedömt av en läkare på avdelningen" not in open_page(client_of(cast.nurse).get(URL)).text
    answer, page = admit(cast, physician="", physician_here="Love Lindgren")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Skriv vilken läkare som gjorde bedömningen." in page.text
    assert not Case.objects.exists()
