"""The main menu shows what the present assignment may do, and every entry of it leads somewhere."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from config.navigation import NAVIGATION, Item, navigation
from tests.cast import Cast


def menu_of(assignment: object, path: str = "/") -> list[dict[str, object]]:
    request = RequestFactory().get(path)
    request.assignment = assignment
    return list(navigation(request)["navigation"])


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_every_entry_has_an_address(item: Item) -> None:
    assert reverse(item.url_name).startswith("/")


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("nurse", ["worklist", "inbox", "deviations"]),
        ("case_officer", ["worklist", "inbox", "deviations", "forecasts"]),
        ("region_controller", ["inbox", "billing-months", "forecasts", "what-if", "follow-up", "statements"]),
        (
            "municipal_controller",
            ["inbox", "billing-months", "forecasts", "what-if", "follow-up", "statements"],
        ),
        ("unit_administrator", ["units"]),
        ("log_reviewer", ["log-review"]),
    ],
)
def test_everybody_sees_the_pages_of_the_present_assignment(cast: Cast, who: str, shown: list[str]) -> None:
    assert [item["url"] for item in menu_of(getattr(cast, who))] == [reverse(name) for name in shown]


def test_it_marks_the_page_that_is_open_and_those_below_it(cast: Cast) -> None:
    controller = cast.region_controller
    assert menu_of(controller, "/months/13/1380/2026-03/")[1]["current"] is True
    assert menu_of(controller, "/")[1]["current"] is False
    assert menu_of(cast.nurse, "/")[0]["current"] is True
    assert menu_of(cast.nurse, "/search/")[0]["current"] is False


def test_it_is_empty_until_an_assignment_is_chosen() -> None:
    assert menu_of(None) == []
    assert list(navigation(RequestFactory().get("/"))["navigation"]) == []


@pytest.mark.parametrize("chosen", ["auto", "light", "dark"])
def test_the_appearance_is_what_the_cookie_says(chosen: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["color_scheme"] = chosen
    assert navigation(request)["color_scheme"] == chosen


def test_an_unknown_appearance_is_the_computers() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["color_scheme"] = '"><script>'
    assert navigation(request)["color_scheme"] == "auto"
