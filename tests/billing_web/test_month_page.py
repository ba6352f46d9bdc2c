"""The month's page: a sentence, the sum with its numbers, twelve months, and every episode with why."""

import csv
import html
import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.billing_stored.facts import episode, store
from tests.billing_web.march import MARCH, a_march, amount_of_2027
from tests.cast import Cast, client_of


@pytest.fixture
def controller(cast: Cast) -> Client:
    return client_of(cast.region_controller)


def words(client: Client, url: str) -> str:
    """What a person reads on the page, with plain spaces."""
    answer = client.get(url)
    assert answer.status_code == 200
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(text))


def test_it_says_first_what_the_month_costs_and_why(cast: Cast, controller: Client) -> None:
    a_march()
    amount_of_2027(cast)
    said = words(controller, MARCH)
    assert "Halmstad, mars 2027" in said
    # 3 + 0 + 2 + 4 = 9 days of four: 9 - 1.5 x 4 = 3 days.
    assert "37 500 kr Snittet 2,25 dagar är 0,75 över riktmärket 1,50, för 4 vårdtillfällen." in said
    assert "((2,25 − 1,50) × 4) × 12 500 kr = 37 500 kr" in said


def test_it_writes_the_sum_without_dividing_where_the_average_shown_is_not_exact(
    cast: Cast, controller: Client
) -> None:
    store(*(episode(at, discharged_at=datetime(2027, 3, 3 + days, 14)) for at, days in enumerate([1, 2, 4])))
    amount_of_2027(cast)
    said = words(controller, MARCH)
    assert "Snittet 2,33 dagar är 0,83 över riktmärket 1,50, för 3 vårdtillfällen." in said
    assert "(7 dagar − 1,50 × 3) × 12 500 kr = 31 250 kr" in said


def test_it_tells_why_each_episode_counts_as_it_does(controller: Client) -> None:
    a_march()
    said = words(controller, MARCH)
    assert "T-1 3/3 13.15 6/3 10.00 3 i snittet Dag noll är 3/3." in said
    assert "T-2 3/3 13.15 3/3 15.00 0 i snittet Hem samma dag." in said
    assert "T-3 3/3 13.15 5/3 09.00 2 i snittet Dag noll är 3/3." in said
    assert "Inskrivningsmeddelandet skickades senare än 24 timmar efter inskrivningen" in said
    assert "2 dagar räknas bort: regionens öppna vård saknades. ( LUS 5 kap. 5 § )" in said
    assert "T-5 3/3 13.15 6/3 10.00 – inte med Den fasta vårdkontakten kallade inte" in said


def test_it_links_each_ground_to_where_it_stands(controller: Client) -> None:
    a_march()
    page = controller.get(MARCH).content.decode()
    for url in ("/agreements/halland-2027/#counting", "/agreements/law/#5-3", "/agreements/law/#5-5"):
        assert f'href="{url}"' in page
        address, anchor = url.split("#")
        assert f'id="{anchor}"' in controller.get(address).content.decode()


def test_it_says_which_daily_amount_is_missing_and_what_to_do(controller: Client) -> None:
    a_march()
    said = words(controller, MARCH)
    assert "Beloppet per vårddygn för 2027 saknas" in said
    assert "läggas in med sin källa" in said
    assert "Beloppet är inte känt än" in said
    assert "Snittet 2,25 dagar" in said


def test_it_shows_the_text_in_force_and_what_it_leaves_open(controller: Client) -> None:
    a_march()
    said = words(controller, MARCH)
    assert "gäller mellan regionen och kommunen" in said
    assert "Den första avtalstiden löper till och med 2027-12-31" in said
    assert "10 frågor som texten lämnar öppna" in said
    assert "Faller betalningsansvaret bort när kallelsen till SIP skickas senare" in said


def test_it_shows_the_discount(cast: Cast, controller: Client) -> None:
    of_2026 = {"admitted_at": datetime(2026, 3, 1), "admission_notice_at": datetime(2026, 3, 1)}
    left = {"discharge_ready_at": datetime(2026, 3, 3), "discharged_at": datetime(2026, 3, 8)}
    store(episode(1, **of_2026, **left), at=datetime(2026, 3, 9, tzinfo=UTC))
    said = words(controller, "/months/13/1380/2026-03/")
    assert "Rabatten är 35 %." in said


def test_it_counts_each_episode_by_itself_under_the_statute(cast: Cast, controller: Client) -> None:
    store(episode(1, municipality="0180", discharged_at=datetime(2027, 3, 9, 9)))
    amount_of_2027(cast)
    said = words(controller, "/months/13/0180/2027-03/")
    # Notified after noon on the 3rd: day zero is the 4th, five days, three of them free.
    assert "25 000 kr Lagen räknar varje vårdtillfälle för sig: 1 vårdtillfälle, betaldagar: 2." in said
    assert "Betalas för sig: 5 − 3 dagar = 2." in said
    assert "Underrättelsen kom efter kl. 12.00: nästa dag räknas i stället." in said
    assert "Kommunen ligger i ett annat län än regionen." in said
    assert "De senaste 12 månaderna" in said


def test_it_draws_the_average_of_twelve_months_against_the_threshold(cast: Cast, controller: Client) -> None:
    a_march()
    amount_of_2027(cast)
    page = controller.get(MARCH).content.decode()
    assert "chart__threshold" in page
    assert page.count("chart__over") == 1
    table = words(controller, MARCH)
    assert "April 2026 – 1,50 inga vårdtillfällen" in table
    assert "Mars 2027 2,25 1,50 37 500 kr" in table


def test_it_sorts_and_filters_by_links(controller: Client) -> None:
    a_march()
    by_days = words(controller, f"{MARCH}?sort=-days")
    assert re.findall(r"T-\d", by_days) == ["T-4", "T-1", "T-3", "T-5", "T-2"]
    assert set(re.findall(r"T-\d", words(controller, f"{MARCH}?show=excluded"))) == {"T-5"}
    assert set(re.findall(r"T-\d", words(controller, f"{MARCH}?show=warned"))) == {"T-3"}


def test_it_gives_the_episodes_to_a_spreadsheet(controller: Client) -> None:
    a_march()
    answer = controller.get(f"{MARCH}?format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="13-1380-2027-03.csv"'
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [(row["Vårdtillfälle"], row["Dagar"], row["Räknas"]) for row in rows] == [
        ("T-2", "0", "i snittet"),
        ("T-3", "2", "i snittet"),
        ("T-1", "3", "i snittet"),
        ("T-5", "0", "inte med"),
        ("T-4", "4", "i snittet"),
    ]


def test_it_lets_no_spreadsheet_run_what_an_episode_is_called(controller: Client) -> None:
    store(episode(1) | {"episode_id": "=1+1"})
    assert "'=1+1;" in controller.get(f"{MARCH}?format=csv").content.decode()


def test_it_says_what_would_be_there_in_a_month_without_episodes(controller: Client) -> None:
    said = words(controller, MARCH)
    assert "Inga vårdtillfällen avslutades den här månaden" in said
    assert "halland" in controller.get(MARCH).content.decode()
