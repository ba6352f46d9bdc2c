"""The steering groups' follow-up: each side sees its own, the agreement's others with small counts protected."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessLogEntry
from coordination.processes import hospital_of
from tests.billing_stored.facts import episode, store
from tests.billing_web.march import a_march, many_episodes
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.correspondence import report as report_deviation
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at, patient_details

PAGE = "/follow-up/?month=2027-03"
REPORT = "/follow-up/halland-2027/1/2027-03/report"
API = "/api/v1/follow-up/?month=2027-03"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(at("2027-04-20T12:00"), tick=False):
        yield


def known_in_march(*episodes: dict[str, object]) -> None:
    store(*episodes, at=at("2027-03-31T12:00"))


def many_in(municipality: str, count: int, first: int, days: int = 2) -> None:
    ready = datetime(2027, 3, 3, 13, 15)
    known_in_march(
        *(
            episode(first + n, municipality=municipality, discharged_at=ready + timedelta(days=days))
            for n in range(count)
        )
    )


def figures(told: dict[str, Any], key: str, indicator: str) -> dict[str, Any]:
    part = next(one for one in told["parts"] if one["key"] == key)
    found: dict[str, Any] = next(one for one in part["figures"] if one["indicator"] == indicator)
    return found


def test_it_tells_how_many_went_home_at_once_and_how_long_the_others_waited(cast: Cast) -> None:
    with time_machine.travel(at("2027-03-31T12:00"), tick=False):
        a_march()
    for reader in (cast.region_controller, cast.municipal_controller):
        said = words(client_of(reader), PAGE)
        # 3, 0, 2 and 4 days less two dates without the region's services: one of four at once; one left out.
        assert "Mars 2027 4 25,0 % 1 av 4" in said
        assert "Hem dag 0" in said


def test_a_month_without_anybody_says_so(cast: Cast) -> None:
    said = words(client_of(cast.region_controller), PAGE)
    assert "Inget att följa upp än" in said
    assert "Ingen gick hem den här månaden" in said


def test_the_running_month_says_that_its_figures_change(cast: Cast) -> None:
    said = words(client_of(cast.region_controller), "/follow-up/?month=2027-04")
    assert "Månaden är inte slut" in said


def test_a_municipality_sees_no_small_count_of_others_and_can_not_work_it_out(cast: Cast) -> None:
    many_in("1380", 9, 100)
    many_in("1381", 4, 200)
    many_in("1315", 9, 300)
    theirs = api_client_of(cast.municipal_controller).get(API).json()
    assert figures(theirs, "1380", "stays")["number"] == 9
    assert figures(theirs, "1381", "stays")["number"] is None
    assert figures(theirs, "1315", "stays")["number"] is None
    assert theirs["total"][0]["number"] == 22
    assert "färre än 5, eller dold" in words(client_of(cast.municipal_controller), PAGE)
    regions = api_client_of(cast.region_controller).get(API).json()
    assert figures(regions, "1381", "stays")["number"] == 4


def test_it_knows_the_ward_and_the_deviation(cast: Cast) -> None:
    story = Story(cast, admitted_at=at("2027-04-05T09:00"), needs=ONLY_MUNICIPAL)
    story.notify(at("2027-04-05T10:00"))
    report_deviation(story, at("2027-04-06T10:00"))
    story.writes_treatment_plan(at("2027-04-07T10:00"))
    story.is_ready(at("2027-04-08T10:00"))
    story.goes_home(at("2027-04-09T10:00"))
    assert hospital_of("Avd 4B medicin, Halmstad") == "Halmstad"
    told = api_client_of(cast.region_controller).get("/api/v1/follow-up/?month=2027-04&by=ward").json()
    ward = told["parts"][0]
    assert ward["key"] == story.case.ward.name
    by_name = {one["indicator"]: one for one in ward["figures"]}
    assert (by_name["readmitted"]["number"], by_name["readmitted"]["of"]) == (0, 1)
    assert by_name["notice_in_time"]["number"] == 1
    assert by_name["deviations"]["number"] == 1
    assert (by_name["day_zero"]["number"], by_name["days"]["number"]) == (0, 1)


def test_it_counts_who_came_back_within_thirty_days_and_the_plan_that_was_not_struck_out(cast: Cast) -> None:
    patient = patient_details()
    first = Story(cast, admitted_at=at("2027-04-01T09:00"), patient=patient)
    first.notify(at("2027-04-01T10:00"))
    first.appoint_contact(at("2027-04-01T11:00"))
    first.call_to_sip(at("2027-04-02T09:00"))
    first.writes_sip_plan(at("2027-04-02T12:00"))
    first.writes_treatment_plan(at("2027-04-02T13:00"))
    first.is_ready(at("2027-04-03T10:00"))
    first.goes_home(at("2027-04-03T12:00"))
    Story(cast, admitted_at=at("2027-04-10T09:00"), patient=patient)
    told = api_client_of(cast.region_controller).get("/api/v1/follow-up/?month=2027-04").json()
    assert figures(told, "1380", "readmitted")["number"] == 1
    assert figures(told, "1380", "sip_held")["number"] == 1
    assert figures(told, "1380", "sip_call_in_time")["number"] == 1
    first.put_right(
        at("2027-04-04T10:00"),
        next(one.sequence for one in first.case.events.all() if one.step == "sip_plan_written"),
        by=cast.coordinator,
    )
    told = api_client_of(cast.region_controller).get("/api/v1/follow-up/?month=2027-04").json()
    assert figures(told, "1380", "sip_held")["number"] == 0


@pytest.mark.parametrize("axis", ["municipality", "hospital", "ward", "care_type"])
def test_every_part_of_the_month_is_a_page(cast: Cast, axis: str) -> None:
    many_in("1380", 6, 100)
    assert "6" in words(client_of(cast.municipal_controller), f"{PAGE}&by={axis}")


def test_the_report_is_fetched_as_paper_and_as_workbook_and_each_look_is_logged(cast: Cast) -> None:
    many_in("1380", 9, 100)
    controller = client_of(cast.region_controller)
    assert controller.get(f"{REPORT}.pdf").content.startswith(b"%PDF")
    book = ZipFile(BytesIO(controller.get(f"{REPORT}.xlsx").content))
    assert 'name="Tillsammans"' in book.read("xl/workbook.xml").decode()
    by_call = api_client_of(cast.region_controller).get(f"/api/v1{REPORT}.pdf")
    assert by_call.content.startswith(b"%PDF")
    assert [entry.what for entry in AccessLogEntry.objects.order_by("pk")][-3:] == [
        "follow-up report as pdf",
        "follow-up report as xlsx",
        "follow-up report as pdf by API",
    ]


def test_the_reports_are_the_ones_that_the_text_asks_for(cast: Cast) -> None:
    said = words(client_of(cast.region_controller), PAGE)
    assert "Andelen utskrivna dag noll ska öka" in said
    assert "Till Regional utvecklingsgrupp – god och nära vård (RUG), för mars 2027." in said
    assert "Till Regional utvecklingsgrupp – god och nära vård (RUG), för hela året." in said


@pytest.mark.parametrize("url", ["dalarna-2020/1", "halland-2027/9", "none/1"])
def test_a_report_between_others_or_none_is_not_there_and_no_look_is_logged(cast: Cast, url: str) -> None:
    client = client_of(cast.region_controller)
    assert client.get(f"/follow-up/{url}/2027-03/report.pdf").status_code == 404
    assert not AccessLogEntry.objects.exists()


def test_a_running_month_is_neither_compared_nor_reported(cast: Cast) -> None:
    ready = datetime(2027, 4, 3, 13, 15)
    april = {"admitted_at": datetime(2027, 4, 1, 9), "discharge_ready_at": ready, "discharged_at": ready}
    store(*(episode(n, **april) for n in range(9)))
    store(*(episode(100 + n, municipality="1381", **april) for n in range(9)))
    client = client_of(cast.municipal_controller)
    said = words(client, "/follow-up/?month=2027-04")
    assert "Laholm" not in said
    assert "Överenskommelsens andra kommuner står här när månaden är slut." in said
    assert "Den kan hämtas när månaden är slut." in said
    assert client.get("/follow-up/halland-2027/1/2027-04/report.pdf").status_code == 404
    assert not AccessLogEntry.objects.filter(what__startswith="follow-up report").exists()


def test_the_yearly_report_of_a_running_year_has_the_months_that_have_ended(cast: Cast) -> None:
    many_in("1380", 9, 100)
    book = ZipFile(
        BytesIO(
            client_of(cast.region_controller).get("/follow-up/halland-2027/3/2027-03/report.xlsx").content
        )
    )
    said = book.read("xl/sharedStrings.xml").decode()
    assert "Mars 2027" in said
    assert "April 2027" not in said


@pytest.mark.parametrize("who", ["nurse", "case_officer", "unit_administrator"])
def test_it_is_the_controllers_alone(cast: Cast, who: str) -> None:
    client = client_of(getattr(cast, who))
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{REPORT}.pdf").status_code == 403
    assert not AccessLogEntry.objects.exists()


@pytest.mark.parametrize("episodes", [3, 300])
def test_it_asks_so_few_questions(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, episodes: int
) -> None:
    many_episodes(episodes)
    client = client_of(cast.region_controller)
    # 1 the session, 2 who it is, 3 the assignment with its place, 4 the daily amounts entered here, 5 which
    # corrections are in force, 6 the facts (COPY), 7 the terminations, 8 the plans and deviations, 9 the cases,
    # 10 the look is logged, 11 the terminations for the text in force, 12 how many messages are unread
    with django_assert_num_queries(12):
        assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}&by=ward", f"{REPORT}.xlsx"])
def test_a_municipality_beside_others_costs_no_more_with_many(cast: Cast, url: str) -> None:
    client = client_of(cast.municipal_controller)
    asked = []
    for first, count in ((0, 3), (100, 300)):
        many_in("1380", count, first)
        many_in("1381", count, first + 1000)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
