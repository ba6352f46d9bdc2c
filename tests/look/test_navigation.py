"""The main menu shows what the present assignment may do, and every entry of it leads somewhere."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from config.navigation import NAVIGATION, Item, navigation


def menu_of(assignment: object, path: str = "/") -> list[dict[str, object]]:
    request = RequestFactory().get(path)
    request.assignment = assignment  # type: ignore[attr-defined]
    return list(navigation(request)["navigation"])


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_every_entry_has_an_address(item: Item) -> None:
    assert reverse(item.url_name).startswith("/")


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
