"""A month's open questions: what it would cost by each other answer, and the month itself so."""

from datetime import datetime

import pytest
from django.test import Client

from tests.billing_stored.facts import episode, store
from tests.billing_web.march import MARCH, a_march, amount_of_2027
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of


@pytest.fixture
def controller(cast: Cast) -> Client:
    return client_of(cast.region_controller)


def test_it_tells_what_each_other_reading_would_cost_when_it_is_asked(cast: Cast, controller: Client) -> None:
    a_march()
    amount_of_2027(cast)
    asked_first = words(controller, MARCH)
    assert "Räkna ut vad månaden skulle kosta med var och en av de andra läsningarna" in asked_first
    assert "ingen skillnad" not in asked_first
    said = words(controller, f"{MARCH}?readings=compared")
    # The third episode's notice was late: without it 7 days of three, 7 - 4.5 = 2.5 days.
    assert "gör att vårdtillfället inte räknas 31 250 kr (−6 250 kr)" in said
    # Whole days alone: none of the fourth's two dates is left out, so 6 days in place of 4.
    assert "bara hela dygn räknas bort 62 500 kr (+25 000 kr)" in said
    assert "37 500 kr (ingen skillnad)" in said
    assert "Underlaget säger inte när behandlingsplanen fanns." in said


def test_it_shows_the_month_by_another_reading(cast: Cast, controller: Client) -> None:
    a_march()
    amount_of_2027(cast)
    url = f"{MARCH}?reading=halland-2027:late_admission_notice:1"
    said = words(controller, url)
    assert "Så här blir månaden om texten läses annorlunda" in said
    assert "Månaden kostar 31 250 kr: −6 250 kr." in said
    assert "(7 dagar − 1,50 × 3) × 12 500 kr = 31 250 kr" in said
    assert "T-3 3/3 13.15 5/3 09.00 – inte med Inskrivningsmeddelandet skickades senare" in said


def test_it_keeps_the_reading_when_the_rows_are_sorted_filtered_and_taken_to_a_spreadsheet(
    controller: Client,
) -> None:
    a_march()
    url = f"{MARCH}?reading=halland-2027:late_admission_notice:1"
    page = controller.get(url).content.decode()
    links = [line for line in page.split('href="') if line.startswith("?")]
    assert links
    assert all("reading=halland-2027" in link for link in links)
    name = controller.get(f"{url}&format=csv")["Content-Disposition"]
    assert "13-1380-2027-03-halland-2027-late_admission_notice-1.csv" in name


def test_it_asks_for_what_a_patient_who_left_in_april_would_have_cost_in_march(
    cast: Cast, controller: Client
) -> None:
    store(episode(1, discharged_at=datetime(2027, 4, 2, 10)))
    amount_of_2027(cast)
    said = words(controller, f"{MARCH}?reading=halland-2027:episode_month:1")
    # Ready on 3 March: 30 days, less 1.5.
    assert "Månaden kostar 356 250 kr: +356 250 kr." in said


@pytest.mark.parametrize("name", ["halland-2027:average_decimals:7", "nowhere:counting:1", "x"])
def test_it_knows_no_reading_that_no_text_names(controller: Client, name: str) -> None:
    assert controller.get(f"{MARCH}?reading={name}").status_code == 404
