"""Takes the pictures of docs/pictures/ from the demo world, on a day of its own: `make pictures`.

Not among the tests, since pixels differ from browser to browser. The people are the demo's, invented like their
patients, and the day is fixed, so that a new picture differs from the old one only where the screens do.
"""

from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Assignment
from config.demo.clock import clock_at
from config.demo.places import HALLAND, REGIONS
from config.demo.world import load_world
from tests.browser import DESK, PHONE, OpenBrowser

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TODAY = date(2027, 5, 14)
MONTH = "/months/13/1380/2027-04/"


@pytest.mark.django_db(transaction=True)
def test_it_takes_the_pictures(open_browser: OpenBrowser) -> None:
    clock = clock_at(TODAY, timezone.now())
    with time_machine.travel(clock.now):
        load_world(clock, print, told_of=[one for one in REGIONS if one.code == HALLAND])
        nurse = Assignment.objects.get(user__name="Nora Nilsson")
        controller = Assignment.objects.get(user__name="Rut Rask")

        ward = open_browser(nurse)
        ward.goto("/")
        # Little enough to be fetched by everybody who reads the README.
        ward.set_viewport_size({"width": DESK, "height": 800})
        take(ward, "att-gora")
        ward.set_viewport_size({"width": DESK, "height": 900})
        # Whom others hold up: there all three lanes have something to say.
        case = ward.get_by_role("table").last.get_by_role("link").first.get_attribute("href")
        assert case is not None
        ward.goto(case)
        take(ward, "arendet")
        phone = open_browser(nurse, width=PHONE)
        phone.goto(case)
        take(phone, "arendet-i-telefonen")
        office = open_browser(controller)
        office.goto(MONTH)
        take(office, "manaden")


def take(page: Page, name: str) -> None:
    """The window as it stands, when its letters are there."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
