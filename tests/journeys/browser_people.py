"""People at a real browser, as the journeys know them: they sign in, read and click, or have nothing but a keyboard."""

from datetime import datetime

from playwright.sync_api import Locator, Page, expect

from accounts.models import Assignment
from tests.browser import OpenBrowser
from tests.cast import PASSWORD

TABS = 150
"""More stops than any page has."""
IS_FOCUSED = "element => element === document.activeElement"
IN_THE_SAME_GROUP = "element => element.type === 'radio' && element.name === document.activeElement.name"
# How the browser's own language writes a date and a time, segment by segment.
CLOCKS = ("%m %d %Y > %I %M %p", "%Y %m %d > %H %M")


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
    called(page, name).first.click()


def called(page: Page, name: str) -> Locator:
    main = page.get_by_role("main")
    return main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name))


def is_told(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible()


class Person:
    """Somebody at their window, with a mouse and a keyboard."""

    def __init__(self, page: Page, who: Assignment) -> None:
        self.page = page
        self.who = who

    def signs_in(self) -> None:
        signs_in(self.page, self.who)

    def goes_to_the_list(self) -> None:
        self.page.goto("/")

    def clicks(self, name: str) -> None:
        clicks(self.page, name)

    def fills(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def sets_clock(self, label: str, time: str) -> None:
        self.field(label).fill(time)

    def ticks(self, label: str) -> None:
        self.field(label).check()

    def chooses(self, label: str, option: str) -> None:
        self.field(label).select_option(option)

    def is_told(self, words: str) -> None:
        is_told(self.page, words)

    def field(self, label: str) -> Locator:
        """The one that is called exactly so, or so with a note after it."""
        exact = self.page.get_by_label(label, exact=True)
        return exact if exact.count() == 1 else self.page.get_by_label(label).first


class PersonWithKeyboard(Person):
    """Nothing but Tab, Space, Enter, arrows and letters; and what has the focus is always to be seen."""

    def clicks(self, name: str) -> None:
        self.tabs_to(called(self.page, name).first)
        self.page.keyboard.press("Enter")

    def fills(self, label: str, words: str) -> None:
        self.tabs_to(self.field(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def sets_clock(self, label: str, time: str) -> None:
        """As the browser writes dates: that is its own language's business, so what it knows is tried."""
        field, wanted = self.field(label), datetime.fromisoformat(time)
        for clock in CLOCKS:
            self.tabs_to(field)
            for segment in wanted.strftime(clock).split():
                self.page.keyboard.press("ArrowRight") if segment == ">" else self.page.keyboard.type(segment)
            if field.input_value() == time:
                return
            self.page.keyboard.press("Shift+Tab")
        raise AssertionError(f"{label}: {field.input_value()}, not {time}")

    def ticks(self, label: str) -> None:
        """Tab comes to one of the group of radio buttons, and arrows to the others; a box is ticked by Space."""
        wanted = self.field(label)
        self.tabs_to(wanted, or_its_group=True)
        while not wanted.evaluate(IS_FOCUSED):
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")

    def chooses(self, label: str, option: str) -> None:
        self.tabs_to(self.field(label))
        self.page.keyboard.type(option)
        expect(self.field(label).locator("option:checked")).to_have_text(option)

    def tabs_to(self, wanted: Locator, *, or_its_group: bool = False) -> None:
        """Presses Tab until it has the focus, and sees that it shows."""
        expect(wanted).to_be_visible()
        for _ in range(TABS):
            if wanted.evaluate(IS_FOCUSED) or (or_its_group and wanted.evaluate(IN_THE_SAME_GROUP)):
                expect(self.page.locator(":focus")).to_be_in_viewport()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {wanted}")
