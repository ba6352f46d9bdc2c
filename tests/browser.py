"""A real browser for journey tests: `open_browser` gives people their windows, `faults_of` asks axe about a page.

    def test_it_goes_home(cast: Cast, open_browser: OpenBrowser) -> None:
        page = open_browser(cast.nurse)
        page.goto("/")
        assert faults_of(page) == []

Chromium is the system's (`apt-get install chromium`); where there is none, such tests are skipped and say so,
but fail where `CI` is set: there nobody would read it.
It reaches nothing but the test's own server.
"""

import os
import shutil
from collections.abc import Generator
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import Assignment
from tests.cast import client_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # as root, in containers
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# WCAG 2.2 AA and axe's advice of good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 390, 1280


class OpenBrowser(Protocol):
    """Opens a window: signed in as somebody, or as nobody."""

    def __call__(
        self,
        assignment: Assignment | None = None,
        *,
        width: int = DESK,
        dark: bool = False,
        language: str = "sv",
        scripts: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    """One browser a run; each window of `open_browser` has its own cookies."""
    if CHROMIUM is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no chromium on this machine: apt-get install -y chromium")
    # Playwright's own event loop runs in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_browser(chromium: Browser, live_server: LiveServer) -> Generator[OpenBrowser]:
    """Opens windows on the test's server; a fault of a script or of the security policy fails the test."""
    faults: list[str] = []
    contexts = []

    def open_window(
        assignment: Assignment | None = None,
        *,
        width: int = DESK,
        dark: bool = False,
        language: str = "sv",
        scripts: bool = True,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale={"sv": "sv-SE", "en": "en-GB"}[language],
            timezone_id="Europe/Stockholm",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if assignment is not None:
            session = client_of(assignment).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda m: faults.append(m.text) if "Content Security Policy" in m.text else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert faults == []


def faults_of(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: rule and element, a line each."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:150]} | {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"]
    ]


def sideways_overflow(page: Page) -> int:
    """How many pixels the page is wider than its window: a phone should never scroll it sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
