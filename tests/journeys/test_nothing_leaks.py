"""On a whole way home no identity number comes into an address, a log or an error's page; every look is logged."""

import json
import logging
import re
from collections import Counter

import pytest
from django.test import Client

from accounts.models import AccessLogEntry
from config.log import JsonLines
from coordination.models import Case
from tests.cast import Cast, client_of
from tests.coordination_web.admission import NUMBER
from tests.journeys.spring_of_2027 import MONTH, Clock
from tests.journeys.team import Team

WRITTEN = re.compile(rf"(?:{NUMBER[:2]})?{NUMBER[2:8]}[-+ ]?{NUMBER[8:]}")
"""The patient's number in each way that people write it."""
NAMES = re.compile(r"\bAnna\b|Andersson|Storgatan")


@pytest.fixture
def team(clock: Clock, cast: Cast, caplog: pytest.LogCaptureFixture) -> Team:
    """The three after a whole way home, with everything that was logged on it; controllers have read the month."""
    caplog.set_level(logging.DEBUG)
    for name in ("hemgang", "django.request", "django.security"):
        caplog.set_level(logging.DEBUG, logger=name)
    team = Team(cast, clock)
    team.admits()
    team.nurse.goes(team.case_path)
    team.nurse.clicks("visa")
    team.is_ready("2027-03-05T13:15")
    team.calls_to_sip("2027-03-05T15:00", meets_at="2027-03-06T10:00")
    # A form with a fault in it, and one that is for others.
    team.officer.goes(f"{team.case_path}reception-delayed/")
    team.officer.sends({"reason": ""})
    team.officer.goes(f"{team.case_path}discharged/")
    team.goes_home("2027-03-09T10:00")
    team.nurse.goes("/")
    team.nurse.sends({"wanted": NUMBER}, to="/search/")
    team.nurse.goes("/cases/new/")
    team.nurse.sends({"identity_value": NUMBER, "look_up": "yes"})
    team.on("2027-04-02T09:00")
    for who in (cast.region_controller, cast.municipal_controller):
        team.joins(who).goes(MONTH)
    return team


def test_it_keeps_the_number_out_of_addresses_and_months(team: Team) -> None:
    visits = [visit for walker in team.walkers for visit in walker.visits]
    assert len(visits) > 60
    assert [visit.address for visit in visits if WRITTEN.search(visit.address)] == []
    linked = {url for visit in visits for url in re.findall(r'(?:href|action)="([^"]*)"', visit.html)}
    assert [url for url in linked if WRITTEN.search(url)] == []
    months = [visit for visit in visits if visit.address.startswith("/months/")]
    assert [visit.address for visit in months if WRITTEN.search(visit.html) or NAMES.search(visit.html)] == []


def test_it_keeps_the_number_out_of_the_log(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    lines = [JsonLines().format(record) for record in caplog.get_records("setup")]
    assert len(lines) > 60
    assert [line for line in lines if WRITTEN.search(line) or NAMES.search(line)] == []
    assert {json.loads(line)["status"] for line in lines if "status" in line} >= {200, 302, 403, 422}


def test_it_keeps_the_number_off_lists_and_shows_it_whole_only_where_it_is_asked_for(team: Team) -> None:
    shown = {visit.address for visit in team.nurse.visits if WRITTEN.search(visit.html)}
    assert f"{team.case_path}identity/" in shown
    assert shown <= {
        f"{team.case_path}identity/",
        # What the receivers of the law's notices will see, and what somebody has just typed.
        f"{team.case_path}admission-notice-sent/",
        f"{team.case_path}discharge-ready-sent/",
        "/cases/new/",
        "/search/",
    }


def test_it_writes_down_every_look(team: Team) -> None:
    looks = Counter(walker.who.pk for walker in team.walkers for visit in walker.visits if visit.is_look)
    written = Counter(AccessLogEntry.objects.values_list("assignment", flat=True))
    # The search that found the patient, and the admission's form, filled in with what the latest case knows.
    looks[team.nurse.who.pk] += 2
    assert written == looks
    assert set(AccessLogEntry.objects.values_list("case_id", "subject")) == {
        (Case.objects.get().pk, ""),
        (None, "month 13/1380/2027-03"),
    }


@pytest.mark.parametrize(
    "path", ["/cases/{number}/", "/{number}", "/api/v1/cases/{number}/", "/search/?q={number}"]
)
def test_it_does_not_repeat_a_number_on_an_error_page(
    cast: Cast, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level(logging.DEBUG, logger="hemgang"):
        for client in (client_of(cast.nurse), Client()):
            answer = client.get(path.format(number=NUMBER), follow=False)
            assert not WRITTEN.search(answer.content.decode())
    assert [record for record in caplog.records if WRITTEN.search(JsonLines().format(record))] == []
