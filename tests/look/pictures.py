"""Takes the pictures of the README and the guides from the demo world, on a day of its own: `make pictures`.

Not among the tests, since pixels differ from browser to browser. The people are the demo's, invented like their
patients, and the day is fixed, so that a new picture differs from the old one only where the screens do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page

from accounts.access.roles import Role
from accounts.models import Assignment
from config.demo.clock import clock_at
from config.demo.places import HALLAND, REGIONS
from config.demo.world import load_world
from tests.browser import DESK, PHONE, OpenBrowser

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TODAY = date(2027, 5, 14)
MONTH = "/months/13/1380/2027-04/"

Finder = Callable[[Page], str | None]


@dataclass(frozen=True)
class Shot:
    """A picture, whose screen it shows, and how to come there."""

    name: str
    who: str
    where: Finder
    width: int = DESK
    height: int = 900


def to_send(step: str) -> Finder:
    """The form of the first row that asks for the step."""
    return lambda page: page.locator(f'main a[href$="/{step}/"]').first.get_attribute("href")


def waited_for(page: Page) -> str | None:
    """A case that others hold up: there all three lanes have something to say."""
    return page.get_by_role("table").last.get_by_role("link").first.get_attribute("href")


def at(address: str) -> Finder:
    return lambda page: address


def link(name: str) -> Finder:
    return lambda page: page.get_by_role("link", name=name).first.get_attribute("href")


# Each picture: its name, whose screen it is, and where, as found from their first page. Little enough to be fetched by
# everybody who reads the README.
SHOTS: tuple[Shot, ...] = (
    Shot("att-gora", "Nora Nilsson", at("/"), height=800),
    Shot("arendet", "Nora Nilsson", waited_for),
    Shot("arendet-i-telefonen", "Nora Nilsson", waited_for, width=PHONE),
    Shot("skicka-inskrivningsmeddelande", "Nora Nilsson", to_send("admission-notice-sent"), height=760),
    Shot("vardcentral-att-gora", "Eva Ek", at("/"), height=640),
    Shot("kalla-till-sip", "Eva Ek", to_send("sip-called")),
    Shot("kommun-att-gora", "Olle Olsson", at("/"), height=640),
    Shot("kommun-svar", "Olle Olsson", to_send("reception-accepted"), height=640),
    Shot("manaderna", "Rut Rask", at("/months/?month=2027-04"), height=640),
    Shot("manaden", "Rut Rask", at(MONTH), height=1200),
    Shot("kommunens-manader", "Maj Modig", at("/months/"), height=640),
    Shot("enheten", "Tova Tallberg", at("/units/")),
    Shot("enhetens-meddelanden", "Tova Tallberg", link("Så får enheten meddelanden"), height=760),
    Shot("loggranskning", "Lars Lugn", at("/log/"), height=640),
    Shot("enheter", "Signe Sjö", at("/units/")),
    Shot("belopp", "Signe Sjö", at("/agreements/daily-amounts/")),
)


@pytest.mark.django_db(transaction=True)
def test_it_takes_the_pictures(open_browser: OpenBrowser) -> None:
    clock = clock_at(TODAY, timezone.now())
    with time_machine.travel(clock.now):
        load_world(clock, print, told_of=[one for one in REGIONS if one.code == HALLAND])
        for shot in SHOTS:
            who = Assignment.objects.filter(user__name=shot.who)
            role = Role.UNIT_ADMINISTRATOR if who.count() > 1 else who.get().role
            page = open_browser(who.get(role=role), width=shot.width)
            page.goto("/")
            address = shot.where(page)
            assert address is not None, shot.name
            page.goto(address)
            page.set_viewport_size({"width": shot.width, "height": shot.height})
            take(page, shot.name)


# As Swedish browsers write a time; one whose own language is another writes it its own way, whatever the page says.
IN_SWEDISH = """
for (const field of document.querySelectorAll("input[type=datetime-local]"))
  field.outerHTML = `<input class="ds-input" value="${field.value.replace("T", " ")}">`;
"""


def take(page: Page, name: str) -> None:
    """The window as it stands, when its letters are there."""
    page.evaluate(IN_SWEDISH)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
