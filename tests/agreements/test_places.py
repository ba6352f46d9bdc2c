"""The 21 regions and 290 municipalities."""

from collections import Counter

import pytest

from agreements.files import load_agreements
from agreements.places import (
    MUNICIPALITIES,
    REGIONS,
    Place,
    UnknownPlace,
    are_one_body,
    is_municipality,
    municipality,
    region,
)


def test_it_knows_every_region_and_municipality() -> None:
    assert (len(REGIONS), len(MUNICIPALITIES)) == (21, 290)


def test_it_places_a_municipality_in_the_county_of_its_code() -> None:
    assert all(place.region == code[:2] and place.code == code for code, place in MUNICIPALITIES.items())
    assert {place.region for place in MUNICIPALITIES.values()} == REGIONS.keys()


def test_it_knows_the_names() -> None:
    assert municipality("1380") == Place("Halmstad", "1380", "13")
    assert municipality("2034").name == "Orsa"
    assert region("14") == Place("Västra Götalandsregionen", "14", "14")


@pytest.mark.parametrize("code", ["", "13", "1379", "13800", "138O", "0000"])
def test_it_refuses_another_code(code: str) -> None:
    assert not is_municipality(code)
    with pytest.raises(UnknownPlace):
        municipality(code)


def test_it_refuses_a_region_that_is_none() -> None:
    with pytest.raises(UnknownPlace, match="'02' är ingen svensk region"):
        region("02")


def test_it_knows_that_gotland_alone_is_one_body() -> None:
    pairs = [
        (place.region, code) for code, place in MUNICIPALITIES.items() if are_one_body(place.region, code)
    ]
    assert pairs == [("09", "0980")]
    assert not are_one_body("01", "0980")


def test_it_finds_every_municipality_of_the_counties_in_their_agreements() -> None:
    by_region = Counter(place.region for place in MUNICIPALITIES.values())
    bound = {slug: len(text.municipalities) for slug, text in load_agreements().items()}

    assert bound == {
        "dalarna-2020": by_region["20"],
        "halland-2025": by_region["13"],
        "halland-2027": by_region["13"],
        "statute-2018": 290,
        "vastra-gotaland-2020": by_region["14"],
    }
