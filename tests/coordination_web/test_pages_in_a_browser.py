"""The pages in a real browser: axe finds nothing and a phone never scrolls sideways."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, OpenBrowser, faults_of, sideways_overflow
from tests.cast import Cast
from tests.coordination_web.ward_day import ward_day

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False), (DESK, True)])
def test_it_passes_axe_on_every_page(cast: Cast, open_browser: OpenBrowser, width: int, dark: bool) -> None:
    day = ward_day(cast)
    nurse = open_browser(cast.nurse, width=width, dark=dark)
    late = f"/cases/{day['late'].case.pk}/"
    for address in ("/", "/cases/new/", f"/cases/{day['ready'].case.pk}/", f"{late}admission-notice-sent/"):
        nurse.goto(address)
        _is_sound(nurse)
    nurse.goto(late)
    nurse.locator("main details.menu > summary").click()
    # A long menu scrolls within the window, also by keyboard: its last step is reached.
    last = nurse.get_by_role("link", name="Makulera: registrerat av misstag")
    last.focus()
    expect(last).to_be_in_viewport()
    _is_sound(nurse)
    nurse.goto("/cases/new/")
    nurse.get_by_role("button", name="Skriv in patient").click()
    expect(nurse.get_by_role("group", name="Det här behöver rättas")).to_be_focused()
    _is_sound(nurse)
    nurse.goto("/")
    nurse.get_by_role("searchbox").fill("an")
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_role("heading", name="Sök")).to_be_visible()
    _is_sound(nurse)


def _is_sound(page: Page) -> None:
    assert faults_of(page) == [], page.url
    assert sideways_overflow(page) == 0, page.url
