"""People at a real browser, as the journeys know them: they sign in, read and click."""

from playwright.sync_api import Locator, Page, expect

from accounts.models import Assignment
from tests.browser import OpenBrowser
from tests.cast import PASSWORD


def signs_in(page: Page, who: Assignment) -> None:
    """By e-mail and password, as on any morning: yesterday's session has ended."""
    who.user.set_password(PASSWORD)
    who.user.save()
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_label("E-post").fill(who.user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("link", name="byt uppdrag")).to_be_visible()


def opens(open_browser: OpenBrowser, who: Assignment, *, scripts: bool = True) -> Page:
    """A window of their own, signed in."""
    page = open_browser(scripts=scripts)
    signs_in(page, who)
    return page


def clicks(page: Page, name: str) -> None:
    """The link or button that is called so, or begins so for one patient."""
    main = page.get_by_role("main")
    choices: Locator = main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name))
    choices.first.click()


def is_told(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible()
