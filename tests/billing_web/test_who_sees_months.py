"""A month is its region's and its municipality's; nobody else can tell that it is there."""

import pytest
from django.test import Client

from tests.billing_web.march import MARCH, a_march
from tests.cast import Cast, api_client_of, client_of

CONTROLLERS = {"region_controller", "municipal_controller", "stranger_controller"}
API_MARCH = f"/api/v1{MARCH}"


def test_it_is_seen_by_both_sides_only(cast: Cast) -> None:
    a_march()
    for name, assignment in cast.everybody():
        expected = {"region_controller": 200, "municipal_controller": 200, "stranger_controller": 404}
        for url, client in [(MARCH, client_of(assignment)), (API_MARCH, api_client_of(assignment))]:
            answer = client.get(url)
            assert answer.status_code == expected.get(name, 403), (name, url)
            if name not in ("region_controller", "municipal_controller"):
                assert "T-1" not in answer.content.decode()


def test_it_lists_to_controllers_only_and_to_each_the_own(cast: Cast) -> None:
    a_march()
    for name, assignment in cast.everybody():
        answer = client_of(assignment).get("/months/?month=2027-03")
        assert answer.status_code == (200 if name in CONTROLLERS else 403), name
        assert ("2,25" in answer.content.decode()) == (name in ("region_controller", "municipal_controller"))
        told = api_client_of(assignment).get("/api/v1/months/?first_month=2027-03&last_month=2027-03")
        assert told.status_code == (200 if name in CONTROLLERS else 403), name
        if name in CONTROLLERS:
            assert len(told.json()["months"]) == (0 if name == "stranger_controller" else 1)


@pytest.mark.parametrize(
    "url",
    [
        "/months/13/9999/2027-03/",
        "/months/20/1380/2027-03/",
        "/months/13/1380/2017-12/",
        "/months/13/1380/2027-13/",
        "/agreements/nowhere-2020/",
    ],
)
def test_it_knows_nothing_of_what_is_not_there(cast: Cast, url: str) -> None:
    assert client_of(cast.region_controller).get(url).status_code == 404


def test_it_asks_strangers_to_sign_in(cast: Cast) -> None:
    for url in ("/months/", MARCH, "/agreements/", "/agreements/law/"):
        assert Client().get(url)["Location"].startswith("/sign-in/")
    assert Client().get(API_MARCH).status_code == 401


def test_it_never_names_a_patient(cast: Cast) -> None:
    a_march()
    said = client_of(cast.municipal_controller).get(MARCH).content.decode()
    assert "T-1" in said
    assert "patient_name" not in said
