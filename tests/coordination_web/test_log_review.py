"""The log reviewer sees who of the own organisation has looked at what, and so is everybody who looks at the log."""

from datetime import timedelta
from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.access.roles import Role
from accounts.audit import record_look, record_look_at_many
from accounts.models import AccessLogEntry, Assignment, UnitKind
from tests.cast import Cast, client_of, end, make_assignment, make_unit
from tests.coordination.stories import Story, patient_details, personal_number
from tests.coordination_web.pages import Page, open_page

LOG, FIND = "/log/", "/log/find/"


@pytest.fixture
def story(cast: Cast) -> Story:
    """The nurse and the coordinator of the region have looked at a case, and the municipality's officer."""
    story = Story(cast, patient=patient_details(given_name="Anna", family_name="Åkerberg"))
    for who, what in (
        (cast.nurse, "case page"),
        (cast.coordinator, "search"),
        (cast.case_officer, "form discharged"),
    ):
        record_look(assignment=who, case_id=story.case.pk, what=what)
    return story


@pytest.fixture
def municipal_reviewer(cast: Cast) -> Assignment:
    office = make_unit(cast.halmstad, "Förvaltningen", UnitKind.ADMINISTRATION)
    return make_assignment(office, Role.LOG_REVIEWER, "Loa Lind")


def read(by: Assignment, address: str = LOG) -> Page:
    return open_page(client_of(by).get(address))


def extract(case_id: UUID) -> str:
    return reverse("log-extract", args=[case_id])


def looks(who: Assignment) -> list[tuple[str, UUID | None, str]]:
    return list(AccessLogEntry.objects.filter(assignment=who).values_list("what", "case_id", "subject"))


def test_it_shows_who_looked_at_what_under_which_assignment(cast: Cast, story: Story) -> None:
    page = read(cast.log_reviewer)
    assert f"Nora Nilsson Sjuksköterska, Avd 4B Ärendet {story.case.number}" in page.text
    assert (
        f"Eva Ek Vårdsamordnare, Andersbergs vårdcentral En träff i en sökning {story.case.number}"
        in page.text
    )
    assert page.text.index("Eva Ek") < page.text.index("Nora Nilsson")


def test_it_shows_the_own_organisations_looks_only(
    cast: Cast, story: Story, municipal_reviewer: Assignment
) -> None:
    assert "Olle Olsson" not in read(cast.log_reviewer).text
    page = read(municipal_reviewer).text
    assert "Olle Olsson" in page
    assert "Formuläret: " in page
    assert "Nora Nilsson" not in page


def test_it_names_no_patient(cast: Cast, story: Story) -> None:
    page = (
        client_of(cast.log_reviewer).get(LOG).text
        + client_of(cast.log_reviewer).get(extract(story.case.pk)).text
    )
    assert "Anna" not in page
    assert "Åkerberg" not in page


def test_it_still_shows_the_looks_of_those_who_have_left(cast: Cast, story: Story) -> None:
    end(cast.nurse)
    assert "Nora Nilsson" in read(cast.log_reviewer).text


def test_it_finds_a_persons_looks_without_her_name_in_the_address(cast: Cast, story: Story) -> None:
    client = client_of(cast.log_reviewer)
    for wanted in ("nora", "Nilsson Nora", "nora.nilsson@example.se"):
        answer = client.post(FIND, {"person": wanted})
        assert answer.status_code == HTTPStatus.FOUND
        assert "nora" not in answer.url.lower()
    page = open_page(client.get(answer.url)).text
    assert "Nora Nilsson Sjuksköterska" in page
    assert "Eva Ek" not in page


def test_it_asks_whom_one_means_among_several(cast: Cast, story: Story) -> None:
    make_assignment(cast.ward, Role.WARD_NURSE, "Nora Norén")
    page = open_page(client_of(cast.log_reviewer).post(FIND, {"person": "Nora"}))
    assert f"person={cast.nurse.user_id}" in page.link("Nora Nilsson")
    assert "Vem menar du?" in page.text


def test_it_finds_a_cases_looks_without_its_number_in_the_address(cast: Cast, story: Story) -> None:
    other = Story(cast, patient=patient_details(identity_value="191212121212"))
    record_look(assignment=cast.physician, case_id=other.case.pk, what="case page")
    client = client_of(cast.log_reviewer)
    answer = client.post(FIND, {"number": story.case.number.lower()})
    assert answer.url == f"{LOG}?case={story.case.pk}"
    page = open_page(client.get(answer.url))
    assert "Nora Nilsson" in page.text
    assert "Love Lindgren" not in page.text
    assert page.link("Utdrag för patienten") == extract(story.case.pk)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"person": "Olle"}, "Ingen i er organisation heter så"),
        ({"number": "H00-0000"}, "Ingen i er organisation har tittat på ett ärende med det numret"),
        ({"first": "i går"}, "Fyll i ett giltigt datum"),
    ],
)
def test_it_says_what_it_does_not_find(
    cast: Cast, story: Story, wanted: dict[str, str], sentence: str
) -> None:
    answer = client_of(cast.log_reviewer).post(FIND, wanted)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in answer.text


def test_it_tells_nothing_of_cases_that_only_others_have_looked_at(
    cast: Cast, municipal_reviewer: Assignment
) -> None:
    others = Story(cast)
    record_look(assignment=cast.nurse, case_id=others.case.pk, what="case page")
    client = client_of(municipal_reviewer)
    assert client.post(FIND, {"number": others.case.number}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.get(extract(others.case.pk)).status_code == HTTPStatus.NOT_FOUND
    assert others.case.number not in client.get(f"{LOG}?case={others.case.pk}").text
    assert {case for _what, case, _subject in looks(municipal_reviewer)} == {None}


def test_it_shows_a_time_and_the_latest_days_unasked(cast: Cast, story: Story) -> None:
    long_ago = timezone.now() - timedelta(days=100)
    AccessLogEntry.objects.create(
        user=cast.physician.user,
        assignment=cast.physician,
        case_id=story.case.pk,
        what="case page",
        looked_at=long_ago,
    )
    assert "Love Lindgren" not in read(cast.log_reviewer).text
    day = timezone.localdate(long_ago)
    page = read(cast.log_reviewer, f"{LOG}?from={day}&to={day}").text
    assert "Love Lindgren" in page
    assert "Nora Nilsson" not in page
    assert "Love Lindgren" in read(cast.log_reviewer, f"{LOG}?case={story.case.pk}").text


@pytest.mark.parametrize(
    "said",
    [
        "from=0001-01-01",
        "to=9999-12-31",
        "from=x&to=y",
        "case=x",
        "person=x",
        f"person={10**30}",
        "page=x",
        "sought=x",
    ],
)
def test_it_reads_an_address_that_somebody_has_changed(cast: Cast, story: Story, said: str) -> None:
    assert client_of(cast.log_reviewer).get(f"{LOG}?{said}").status_code == HTTPStatus.OK


def test_it_shows_looks_that_are_at_no_case(cast: Cast) -> None:
    record_look_at_many(assignment=cast.region_controller, subject="month 13/1380/2027-03", what="month page")
    page = read(cast.log_reviewer).text
    assert "Rut Rask" in page
    assert "En månads sida Halmstad, 2027-03" in page


def test_it_finds_who_searched_for_a_number_in_vain(cast: Cast, settings: Settings) -> None:
    number = personal_number(900)
    client_of(cast.nurse).post("/search/", {"wanted": number})
    client_of(cast.coordinator).post("/search/", {"wanted": "Bo"})
    client = client_of(cast.log_reviewer)
    everything = open_page(client.get(LOG)).text
    assert "Nora Nilsson Sjuksköterska, Avd 4B En sökning utan träff" in everything
    assert number not in everything

    # The installation's key is another since.
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    client = client_of(cast.log_reviewer)
    answer = client.post(FIND, {"sought": f"{number[:8]}-{number[8:]}"})
    assert number[2:8] not in answer.url
    page = open_page(client.get(answer.url)).text
    assert "Nora Nilsson" in page
    assert "Eva Ek" not in page


def test_it_is_a_look_too(cast: Cast, story: Story) -> None:
    client = client_of(cast.log_reviewer)
    client.get(f"{LOG}?from=2027-03-01&to=2027-03-31&person={cast.nurse.user_id}")
    client.get(f"{LOG}?case={story.case.pk}")
    client.get(f"{LOG}?case={uuid4()}")
    client.get(extract(story.case.pk))
    assert looks(cast.log_reviewer) == [
        ("log", None, f"log 2027-03-01/2027-03-31 person {cast.nurse.user_id}"),
        ("log", story.case.pk, ""),
        ("log", None, "log /"),
        ("log extract", story.case.pk, ""),
    ]
    assert "Lars Lugn Loggranskare, Förvaltning" in read(cast.log_reviewer).text


def test_it_gives_a_patient_when_and_from_which_unit_and_no_names(
    cast: Cast, story: Story, municipal_reviewer: Assignment
) -> None:
    page = read(cast.log_reviewer, extract(story.case.pk)).text
    assert f"Region Halland, ärende {story.case.number}" in page
    at = AccessLogEntry.objects.get(assignment=cast.nurse).looked_at
    assert f"{timezone.localtime(at):%Y-%m-%d %H:%M} Avd 4B" in page
    assert "Andersbergs vårdcentral" in page
    assert "Biståndsenheten" not in page
    assert "Nora" not in page
    assert "Biståndsenheten" in read(municipal_reviewer, extract(story.case.pk)).text


def test_it_is_for_log_reviewers_only(cast: Cast, story: Story) -> None:
    before = AccessLogEntry.objects.count()
    for name, who in cast.everybody():
        if name != "log_reviewer":
            client = client_of(who)
            assert client.get(LOG).status_code == HTTPStatus.FORBIDDEN, name
            assert client.post(FIND, {"person": "Nora"}).status_code == HTTPStatus.FORBIDDEN, name
            assert client.get(extract(story.case.pk)).status_code == HTTPStatus.NOT_FOUND, name
    assert AccessLogEntry.objects.count() == before


def test_it_is_where_a_log_reviewer_begins(cast: Cast) -> None:
    assert client_of(cast.log_reviewer).get("/").url == LOG


def test_it_costs_the_same_for_3_looks_and_for_many_pages(cast: Cast, story: Story) -> None:
    client = client_of(cast.log_reviewer)
    few, many = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with few:
        client.get(LOG)
    for number in range(120):
        who = make_assignment(cast.ward, Role.WARD_NURSE, f"Person {number}")
        record_look(assignment=who, case_id=story.case.pk, what="case page")
    with many:
        page = open_page(client.get(LOG))
    assert "Äldre" in page.text
    assert len(page.links) > 50
    # session, user, assignment; the page's looks with people, places and numbers; the look that this is, in a
    # transaction
    assert len(few) == len(many) == 7
