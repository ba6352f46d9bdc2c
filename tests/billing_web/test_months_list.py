"""The list of months: a region's municipalities in one, a municipality's latest ones."""

import csv
import re
from datetime import UTC, datetime

import pytest
import time_machine

from accounts.access.roles import Role
from accounts.models import Organisation, UnitKind
from tests.billing_stored.facts import episode, store
from tests.billing_web.march import a_march, amount_in, amount_of_2027
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of, make_assignment, make_organisation, make_unit

MARCH = "/months/?month=2027-03"


def test_it_lists_every_municipality_of_the_region(cast: Cast) -> None:
    a_march()
    store(episode(9, municipality="0180"))
    amount_of_2027(cast)
    said = words(client_of(cast.region_controller), MARCH)
    assert "Region Halland, mars 2027" in said
    assert "37 500 kr tillsammans" in said
    assert "Halmstad 4 + 1 inte med 2,25 1,50 37 500 kr över riktmärket" in said
    assert "Laholm 0 – – 0 kr inga vårdtillfällen" in said
    assert "Stockholm 1 – – 0 kr enligt lagen" in said


def test_it_lists_a_municipalitys_months_with_every_region(cast: Cast) -> None:
    a_march()
    store(episode(1), region="20")
    amount_of_2027(cast)
    said = words(client_of(cast.municipal_controller), MARCH)
    assert "Mars 2027 4 + 1 inte med 2,25 1,50 37 500 kr över riktmärket" in said
    assert "Mars 2027, Region Dalarna 1 – – 0 kr enligt lagen" in said
    assert "April 2026 0 – – 0 kr inga vårdtillfällen" in said


def test_it_says_that_an_amount_is_missing_and_sums_what_is_known(cast: Cast) -> None:
    a_march()
    said = words(client_of(cast.region_controller), MARCH)
    assert "Beloppet per vårddygn för 2027 saknas" in said
    assert "Halmstad 4 + 1 inte med 2,25 1,50 – beloppet saknas" in said
    assert "0 kr tillsammans, så långt det är känt" in said


def test_it_tells_what_is_paid_although_the_average_is_within_the_threshold(cast: Cast) -> None:
    region = make_organisation(Organisation.Kind.REGION, "Västra Götalandsregionen", "14")
    controller = make_assignment(
        make_unit(region, "Ekonomi", UnitKind.FINANCE), Role.REGION_CONTROLLER, "Ville Väst"
    )
    store(episode(1, municipality="1480", discharged_at=datetime(2027, 3, 13, 9)), region="14")
    administration = make_unit(region, "Förvaltning", UnitKind.ADMINISTRATION)
    amount_in(make_assignment(administration, Role.SYSTEM_ADMINISTRATOR, "Viola Vall"))
    said = words(client_of(controller), MARCH)
    # Ten days are more than seven: seven of them are paid by themselves.
    assert "Göteborg 1 – 3,00 87 500 kr vårdtillfällen betalas för sig" in said


def test_it_sorts_and_shows_only_those_with_something_to_pay(cast: Cast) -> None:
    a_march()
    store(episode(9, municipality="1384", discharged_at=datetime(2027, 3, 20, 9)))
    amount_of_2027(cast)
    controller = client_of(cast.region_controller)
    owing = words(controller, f"{MARCH}&show=owing&sort=-amount")
    names = re.findall(r"Kungsbacka|Halmstad|Laholm", owing)
    assert names == ["Kungsbacka", "Halmstad"]


def test_it_goes_to_a_spreadsheet(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    answer = client_of(cast.region_controller).get(f"{MARCH}&format=csv")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [(row["Kommun"], row["Snitt"], row["Belopp"], row["Överenskommelse"]) for row in rows] == [
        ("Halmstad", "2,25", "37500,00", "halland-2027")
    ]


@pytest.mark.parametrize("month", ["2017-12", "2027-13", "mars", "2027-3"])
def test_it_knows_no_month_before_the_statute_and_none_that_is_none(cast: Cast, month: str) -> None:
    assert client_of(cast.region_controller).get(f"/months/?month={month}").status_code == 404


def test_it_says_how_far_each_month_has_come(cast: Cast) -> None:
    a_march()
    store(episode(8, discharged_at=datetime(2027, 4, 6, 9)))
    amount_of_2027(cast)
    with time_machine.travel(datetime(2027, 4, 10, tzinfo=UTC)):
        controller = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Rolf Rosén")
        said = words(client_of(controller), MARCH)
        assert re.search(r"Halmstad 4 \+ 1 inte med .*? stängd ", said)
        assert re.search(r"Kungsbacka 0 – – 0 kr inga vårdtillfällen Hemgång", said)
        assert re.search(r"Halmstad 1 .*? öppen ", words(client_of(controller), "/months/?month=2027-04"))
