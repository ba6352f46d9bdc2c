"""The month's pages in a real browser: nothing for axe to find, nothing wider than a phone, in both languages."""

import pytest

from tests.billing_web.march import MARCH, a_march, amount_of_2027
from tests.browser import PHONE, OpenBrowser, faults_of, sideways_overflow
from tests.cast import Cast

PAGES = [
    "/months/?month=2027-03",
    MARCH,
    f"{MARCH}?show=excluded",
    "/agreements/dalarna-2020/",
    "/agreements/law/",
]


@pytest.mark.django_db(transaction=True)
def test_it_is_for_everybody(cast: Cast, open_browser: OpenBrowser) -> None:
    a_march()
    amount_of_2027(cast)
    desk = open_browser(cast.region_controller)
    phone = open_browser(cast.municipal_controller, width=PHONE, dark=True, language="en")
    for url in PAGES:
        for page in (desk, phone):
            page.goto(url)
            assert faults_of(page) == [], url
            assert sideways_overflow(page) == 0, url


@pytest.mark.django_db(transaction=True)
def test_it_leads_from_the_list_to_the_clause(cast: Cast, open_browser: OpenBrowser) -> None:
    a_march()
    amount_of_2027(cast)
    page = open_browser(cast.region_controller)
    page.goto("/months/?month=2027-03")
    page.get_by_role("link", name="Halmstad").click()
    page.get_by_role("heading", name="Halmstad, mars 2027").wait_for()
    page.get_by_role("link", name="Inte med").click()
    page.get_by_role("link", name="LUS 5 kap. 3 §").click()
    page.get_by_text("är kommunen betalningsansvarig endast om den fasta vårdkontakten").wait_for()
    assert page.url.endswith("/agreements/law/#5-3")
