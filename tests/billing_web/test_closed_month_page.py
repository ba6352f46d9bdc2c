"""A closed month's page: as it was known at its close, with what came later apart."""

import csv
from collections.abc import Generator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.billing_stored.facts import episode, store
from tests.billing_web.march import MARCH, amount_of_2027
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of

CLOSED = datetime(2027, 4, 7, 22, tzinfo=UTC)
"""The midnight with which 7 April ends in Sweden."""
IN_TIME = datetime(2027, 4, 7, 21, 59, tzinfo=UTC)
LATER = datetime(2027, 4, 9, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Generator[time_machine.Traveller]:
    with time_machine.travel(datetime(2027, 4, 1, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def controller(cast: Cast, clock: time_machine.Traveller) -> Client:
    """At work since before the close; now it is the 12th."""
    clock.move_to(datetime(2027, 4, 12, 9, tzinfo=UTC))
    return client_of(cast.region_controller)


def a_closed_march(cast: Cast) -> None:
    """Two episodes of 3 days; later the second is said to be of 6, and a third of 4 is told of."""
    store(episode(1), episode(2), at=IN_TIME)
    store(episode(2, discharged_at=datetime(2027, 3, 9, 10)), at=LATER, correct=True)
    store(episode(3, discharged_at=datetime(2027, 3, 7, 10)), at=LATER)
    amount_of_2027(cast)


def test_it_says_that_it_is_shown_as_known_at_the_close(cast: Cast, controller: Client) -> None:
    a_closed_march(cast)
    said = words(controller, MARCH)
    assert "stängd 7 april 2027" in said
    assert "Visas som det var känt den 7 april 2027 kl. 24, när registreringarna stängde." in said
    # 6 days of two: 6 - 3 = 3.
    assert "37 500 kr Snittet 3,00 dagar är 1,50 över riktmärket 1,50, för 2 vårdtillfällen." in said


def test_it_shows_apart_what_was_registered_later_and_what_it_would_change(
    cast: Cast, controller: Client
) -> None:
    a_closed_march(cast)
    said = words(controller, MARCH)
    # 3 + 6 + 4 days of three: 13 - 4.5 = 8.5 days.
    assert "Registrerat efter stängningen Det här räknas inte i månaden ovan." in said
    assert "Med allt det räknat skulle månaden kosta 106 250 kr: +68 750 kr." in said
    assert "T-2 ändrat 3 dagar, i snittet 6 dagar, i snittet +37 500 kr" in said
    assert "T-3 nytt – 4 dagar, i snittet +31 250 kr" in said


def test_it_has_nothing_apart_while_the_month_is_open(
    cast: Cast, controller: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(IN_TIME)
    store(episode(1), at=datetime(2027, 4, 1, tzinfo=UTC))
    store(episode(1, discharged_at=datetime(2027, 3, 9)), at=datetime(2027, 4, 2, tzinfo=UTC), correct=True)
    said = words(controller, MARCH)
    assert "öppen: stänger 7 april 2027" in said
    assert "Visas som det är känt nu: registreringar räknas till och med den 7 april 2027." in said
    assert "Registrerat efter stängningen" not in said


def test_it_has_nothing_apart_where_nothing_came_later(controller: Client) -> None:
    store(episode(1), at=IN_TIME)
    assert "Registrerat efter stängningen" not in words(controller, MARCH)


def test_it_says_as_known_now_where_the_text_has_no_closing_day(cast: Cast) -> None:
    store(episode(1), region="20", at=LATER)
    said = words(client_of(cast.municipal_controller), "/months/20/1380/2027-03/")
    assert "Visas som det är känt nu: texten säger ingen dag då registreringarna stänger." in said
    assert "Registrerat efter stängningen" not in said


def test_it_says_that_the_daily_amount_came_after_the_close(cast: Cast, controller: Client) -> None:
    a_closed_march(cast)
    assert "Det godkändes den 12 april 2027, efter att månaden hade stängt." in words(controller, MARCH)


def test_it_does_not_say_so_of_an_amount_approved_in_time(
    cast: Cast, controller: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2027, 4, 2, 10, tzinfo=UTC))
    amount_of_2027(cast)
    store(episode(1))
    clock.move_to(datetime(2027, 4, 12, 10, tzinfo=UTC))
    said = words(controller, MARCH)
    assert "Beloppet per vårddygn för 2027 är 12 500 kr" in said
    assert "efter att månaden hade stängt" not in said


def test_it_lists_the_month_as_known_at_its_close_too(cast: Cast, controller: Client) -> None:
    a_closed_march(cast)
    said = words(controller, "/months/?month=2027-03")
    assert "Halmstad 2 3,00 1,50 37 500 kr" in said
    assert "En månad som har stängt visas som den var känd när den stängde." in said


def test_it_gives_the_closed_month_to_a_spreadsheet_and_says_so_in_the_name(
    cast: Cast, controller: Client
) -> None:
    a_closed_march(cast)
    answer = controller.get(f"{MARCH}?format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="13-1380-2027-03-at-close.csv"'
    rows = csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert [(row["Vårdtillfälle"], row["Dagar"]) for row in rows] == [("T-1", "3"), ("T-2", "3")]
