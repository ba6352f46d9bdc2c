"""Moving a patient from ward to ward: by a form of the ward, or taken over from the form of admission."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from accounts.models import AccessLogEntry, Assignment
from coordination.core.states import Step
from coordination.models import Case, Event, Patient
from tests.cast import Cast, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination.wards import private_nurse, second_nurse
from tests.coordination_web.admission import admission
from tests.coordination_web.pages import Page, open_page

NUMBER = personal_number(930)
NEW = "/cases/new/"


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return second_nurse(cast)


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, patient=patient_details(identity_value=NUMBER))
    story.notify(at("2026-03-03T11:40"))
    return story


def page_of(who: Assignment, story: Story) -> Page:
    return open_page(client_of(who).get(reverse("case", args=[story.case.pk])))


def admit(who: Assignment, **typed: str) -> tuple[int, Page, str]:
    """Sends the form of admission; the answer, its page, and where it leads."""
    client = client_of(who)
    form = open_page(client.get(NEW)).form(NEW)
    answer = client.post(NEW, form.data | admission(identity_value=NUMBER) | typed)
    return answer.status_code, open_page(answer), answer.headers.get("Location", "")


def test_it_moves_the_case_from_one_list_to_the_other(cast: Cast, story: Story, other: Assignment) -> None:
    private = private_nurse(cast)
    url = reverse("step", args=[story.case.pk, Step.WARD_TRANSFERRED])
    client = client_of(cast.nurse)
    page = open_page(client.get(url))
    assert "Havsvård AB" in client.get(url).content.decode()
    data = page.form(url).data | {"to": str(other.unit_id)}
    answers = [client.post(url, data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND] * 2
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert "Patienten är flyttad." in open_page(client.get(answers[0].headers["Location"])).text
    assert story.case.events.filter(step=Step.WARD_TRANSFERRED).count() == 1
    lists = {who.unit.name: open_page(client_of(who).get("/")).text for who in (cast.nurse, other, private)}
    assert [name for name, text in lists.items() if story.case.number in text] == ["Avd 6A"]


def test_it_says_what_is_wrong_with_the_ward(cast: Cast, story: Story, other: Assignment) -> None:
    url = reverse("step", args=[story.case.pk, Step.WARD_TRANSFERRED])
    client = client_of(cast.nurse)
    data = open_page(client.get(url)).form(url).data
    for wrong in ("", str(cast.stranger_ward.pk), str(cast.intake.pk)):
        assert client.post(url, data | {"to": wrong}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert story.case.events.count() == 2


def test_it_lets_the_former_ward_read_until_then_and_no_further(
    cast: Cast, story: Story, other: Assignment
) -> None:
    story.moves(at("2026-03-04T10:00"), other)
    story.is_ready(at("2026-03-05T13:15"))
    page = page_of(cast.nurse, story)
    assert "Patienten har flyttats från er avdelning" in page.text
    assert "Till Avd 6A" in page.text
    assert "Meddelande om utskrivningsklar skickat" not in page.text
    assert not [link for link in page.links.values() if link.count("/") == 4]
    assert "Meddelande om utskrivningsklar skickat" in page_of(other, story).text
    found = client_of(cast.nurse).post(reverse("search"), {"wanted": "Anna"})
    assert "Flyttad till en annan avdelning" in open_page(found).text
    assert "Utskrivningsklar" not in open_page(found).text


def test_it_offers_a_ward_of_the_same_care_provider_to_take_the_case_over(
    cast: Cast, story: Story, other: Assignment
) -> None:
    stored = everything_stored()
    status, page, _ = admit(other)
    assert status == HTTPStatus.CONFLICT
    assert "Patienten har ett öppet ärende på en annan avdelning: Avd 4B." in page.text
    assert story.case.number not in page.text
    assert "Ta över ärendet" in page.form(NEW).buttons
    assert everything_stored() == stored
    looks = AccessLogEntry.objects.filter(assignment=other, case_id=story.case.pk)
    assert "refused admission" in looks.values_list("what", flat=True)

    answer = client_of(other).post(NEW, page.form(NEW).data | {"take_over": "yes"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("case", args=[story.case.pk])
    assert "Ärendet är ert nu." in open_page(answer).text
    assert Case.objects.get().ward == other.unit
    assert "Övertagen av en annan avdelning" in page_of(cast.nurse, story).text


def test_it_tells_another_care_provider_only_whom_to_phone(cast: Cast, story: Story) -> None:
    private = private_nurse(cast)
    stored = everything_stored()
    for typed in ({}, {"take_over": "yes"}):
        status, page, _ = admit(private, **typed)
        assert status == HTTPStatus.CONFLICT
        assert "Patienten har ett öppet ärende på Avd 4B. Ring avdelningen" in page.text
        assert "Ta över ärendet" not in page.form(NEW).buttons
        assert story.case.number not in page.text
    assert everything_stored() == stored
    assert client_of(private).get(reverse("case", args=[story.case.pk])).status_code == HTTPStatus.NOT_FOUND


def test_it_does_not_tell_where_a_protected_patient_lies(cast: Cast, story: Story) -> None:
    Patient.objects.update(has_protected_identity=True)
    _, page, _ = admit(private_nurse(cast))
    assert "öppet ärende på en annan avdelning i regionen" in page.text
    assert "Avd 4B" not in page.text


def test_it_gets_at_nothing_by_a_number_alone(cast: Cast, story: Story, other: Assignment) -> None:
    stored = everything_stored()
    client = client_of(other)
    form = open_page(client.get(NEW)).form(NEW)
    answer = client.post(NEW, form.data | {"identity_value": NUMBER, "take_over": "yes"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_stored() == stored


def test_it_says_beside_the_time_that_another_stay_was_not_over_then(cast: Cast, story: Story) -> None:
    story.goes_home(at("2026-03-06T10:00"))
    before = Event.objects.count()
    status, page, _ = admit(cast.nurse, admitted_at="2026-03-06T09:00")
    assert status == HTTPStatus.CONFLICT
    assert "Tiden för inskrivningen ligger före utskrivningen" in page.text
    assert Event.objects.count() == before
