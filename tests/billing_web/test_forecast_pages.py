"""The running month's forecast: the two sides see what it may come to, a case officer the own patients' days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import AccessLogEntry
from tests.billing_stored.facts import episode, store
from tests.billing_web.march import amount_of_2027
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at

PAGE = "/forecast/13/1380/"
NOON = at("2027-03-10T12:00")


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def a_running_march(cast: Cast) -> Story:
    """Two of two days have left, and two wait: an imported one since the 6th, one of ours since the 8th."""
    for number in (1, 2):
        store(episode(number, discharged_at=datetime(2027, 3, 5, 9)))
    store(episode(3, discharge_ready_at=datetime(2027, 3, 6, 9), discharged_at=None))
    story = Story(cast, admitted_at=at("2027-03-05T09:00"), needs=ONLY_MUNICIPAL)
    story.notify(at("2027-03-05T10:00"))
    story.writes_treatment_plan(at("2027-03-07T10:00"))
    story.is_ready(at("2027-03-08T10:00"))
    return story


def test_it_says_what_the_month_may_come_to_and_who_decides_it(cast: Cast) -> None:
    story = a_running_march(cast)
    amount_of_2027(cast)
    for reader in (cast.region_controller, cast.municipal_controller):
        said = words(client_of(reader), PAGE)
        # Low: 2 + 2 + 4 + 2 days of four, 4 over. High: both stay to the 31st, 21 days more each.
        assert "575 000 kr är vad månaden väntas kosta." in said
        assert "50 000 kr om alla som väntar går hem i dag, 575 000 kr om alla är kvar månaden ut." in said
        assert f"Dessa 2 patienter avgör månaden: T-3, {story.case.number}." in said
        assert "T-3 6/3 09.00 4 12 500 kr 12 500 kr 31/3 för få tidigare att räkna på avgör månaden" in said


def test_it_lists_the_municipalities_of_a_region_and_the_regions_of_a_municipality(cast: Cast) -> None:
    a_running_march(cast)
    amount_of_2027(cast)
    assert "Halmstad 2 50 000 kr 575 000 kr 575 000 kr" in words(
        client_of(cast.region_controller), "/forecast/"
    )
    assert "Halland 2 50 000 kr" in words(client_of(cast.municipal_controller), "/forecast/")
    assert "Ingen väntar" in words(client_of(cast.stranger_controller), "/forecast/")


def test_it_shows_a_case_officer_the_own_patients_in_days_and_no_amount(cast: Cast) -> None:
    story = a_running_march(cast)
    amount_of_2027(cast)
    officer = client_of(cast.case_officer)
    page = officer.get(PAGE).content.decode()
    assert f'href="/cases/{story.case.pk}/"' in page
    assert "T-3" not in page
    assert " kr " not in words(officer, PAGE)
    assert "Halland 1" in words(client_of(cast.case_officer), "/forecast/")
    told = api_client_of(cast.case_officer).get("/api/v1/forecasts/13/1380/").json()
    assert [one["episode_id"] for one in told["waiting"]] == [story.case.number]
    assert told["forecast"]["amounts"] == {"low": None, "expected": None, "high": None}
    assert told["waiting"][0]["costs_today"] is None


def test_it_hides_another_units_patients_from_a_case_officer(cast: Cast) -> None:
    a_running_march(cast)
    assert client_of(cast.stranger_officer).get(PAGE).status_code == 404
    assert "Ingen väntar" in words(client_of(cast.stranger_officer), "/forecast/")


def test_it_tells_the_same_by_api(cast: Cast) -> None:
    a_running_march(cast)
    amount_of_2027(cast)
    client = api_client_of(cast.municipal_controller)
    told: dict[str, Any] = client.get("/api/v1/forecasts/13/1380/").json()
    assert told["forecast"]["amounts"] == {"low": "50000.00", "expected": "575000.00", "high": "575000.00"}
    first = told["waiting"][0]
    assert (first["episode_id"], first["days"], first["costs_today"]) == (
        "T-3",
        4,
        "12500.00",
    )
    assert client.get("/api/v1/forecasts/").json()["forecasts"] == [told["forecast"]]


def test_it_says_which_years_amount_is_missing_and_shows_the_days(cast: Cast) -> None:
    a_running_march(cast)
    said = words(client_of(cast.municipal_controller), PAGE)
    assert "för 2027 saknas" in said
    assert "T-3 6/3 09.00 4 – –" in said


def test_it_leaves_out_whoever_has_gone_home_and_whose_notice_was_withdrawn(cast: Cast) -> None:
    story = a_running_march(cast)
    story.is_not_ready(at("2027-03-10T11:00"))
    store(
        episode(3, discharge_ready_at=datetime(2027, 3, 6, 9), discharged_at=datetime(2027, 3, 10, 11)),
        at=NOON + timedelta(minutes=1),
        correct=True,
    )
    told = api_client_of(cast.region_controller).get("/api/v1/forecasts/13/1380/").json()
    assert told["waiting"] == []


def test_every_look_is_logged(cast: Cast) -> None:
    a_running_march(cast)
    client_of(cast.region_controller).get(PAGE)
    assert AccessLogEntry.objects.filter(what="forecast page").count() == 1


def test_it_has_no_forecast_between_one_body(cast: Cast) -> None:
    assert client_of(cast.region_controller).get("/forecast/20/1380/").status_code == 404


@pytest.mark.parametrize("name", ["nurse", "physician", "coordinator", "unit_administrator", "log_reviewer"])
def test_it_is_the_two_sides_work(cast: Cast, name: str) -> None:
    assert client_of(getattr(cast, name)).get(PAGE).status_code == 403
    assert client_of(getattr(cast, name)).get("/forecast/").status_code == 403
