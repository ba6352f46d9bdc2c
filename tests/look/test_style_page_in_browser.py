"""The components pass axe in light and dark, on a phone and at a desk, and work without a script."""

import pytest
from pytest_django import Settings

from tests.browser import DESK, PHONE, OpenBrowser, faults_of, sideways_overflow


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_it_has_no_fault_that_axe_finds(open_browser: OpenBrowser, width: int, dark: bool) -> None:
    page = open_browser(width=width, dark=dark)
    page.goto("/look/")
    for element in page.locator("main details").all():
        element.evaluate("details => { details.open = true }")
    assert faults_of(page) == []


def test_it_never_scrolls_sideways_on_a_phone(open_browser: OpenBrowser) -> None:
    page = open_browser(width=PHONE)
    page.goto("/look/")
    assert sideways_overflow(page) == 0


def test_it_remembers_the_appearance_that_was_chosen(open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/look/")
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="Utseende").click()
    assert page.locator("html").get_attribute("data-color-scheme") == "dark"
    page.goto("/look/")
    assert page.locator("html").get_attribute("data-color-scheme") == "dark"


def test_it_changes_language_from_the_menu(open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/look/?sort=name")
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/look/?sort=name")
    assert page.get_by_text("To the content").count() == 1


def test_a_reader_who_begins_with_the_keyboard_can_go_straight_to_the_content(
    open_browser: OpenBrowser,
) -> None:
    page = open_browser()
    page.goto("/no-such-page/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_refused_form_puts_the_reader_at_what_is_wrong(open_browser: OpenBrowser) -> None:
    page = open_browser()
    page.goto("/look/")
    assert page.evaluate("document.activeElement.className") == "ds-error-summary"
    page.locator(".ds-error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "when"
