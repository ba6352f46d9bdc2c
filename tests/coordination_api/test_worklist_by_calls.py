"""A system asks what waits for its unit: the same rows in the same order as on the first page, without any patient."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, api_client_of, client_of
from tests.coordination_web.pages import open_page
from tests.coordination_web.ward_day import ward_day

WORKLIST, BOARD = "/api/v1/worklist/", "/api/v1/board/"


def test_it_has_the_rows_of_the_first_page_in_their_order(cast: Cast) -> None:
    ward_day(cast)
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        told = api_client_of(who).get(WORKLIST).json()
        page = client_of(who).get("/").text
        places = [page.index(f"/cases/{row['case']}/") for row in told["results"]]
        assert places and places == sorted(places)
        assert told["count"] == len(places)


def test_it_says_what_to_do_by_when_or_else(cast: Cast) -> None:
    day = ward_day(cast)
    answer = api_client_of(cast.nurse).get(WORKLIST, {"state": "late"}, headers={"accept-language": "sv"})
    [late] = answer.json()["results"]
    assert (late["case"], late["step"]) == (str(day["late"].case.pk), "admission_notice_sent")
    assert late["is_mine"] and late["is_late"] and late["due_at"] and late["otherwise"]
    assert "Andersson" not in answer.text and "Anna" not in answer.text
    day["late"].case.refresh_from_db()
    assert late["version"] == day["late"].case.version


def test_it_is_asked_for_a_part(cast: Cast) -> None:
    ward_day(cast)
    client = api_client_of(cast.nurse)
    ready = client.get(WORKLIST, {"state": "ready"}).json()["count"]
    assert 0 < ready < client.get(WORKLIST).json()["count"]
    assert client.get(WORKLIST, {"municipality": "2080"}).json()["count"] == 0
    assert client.get(WORKLIST, {"state": "rubbish"}).status_code == 400


def test_it_gives_the_beds_of_a_ward(cast: Cast) -> None:
    ward_day(cast)
    beds = api_client_of(cast.nurse).get(BOARD).json()
    shown = open_page(client_of(cast.nurse).get("/board/")).text
    assert beds
    assert all(bed["initials"] in shown and len(bed["initials"]) <= 2 for bed in beds)
    assert api_client_of(cast.case_officer).get(BOARD).status_code == 404


@pytest.mark.parametrize("times", [1, 3])
def test_it_asks_as_often_for_many_rows_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, times: int
) -> None:
    for _ in range(times):
        ward_day(cast)
    client = api_client_of(cast.nurse)
    client.get(WORKLIST)
    # 1 key with its assignment, 2 how many rows, 3 those of the page
    with django_assert_num_queries(3):
        client.get(WORKLIST)
