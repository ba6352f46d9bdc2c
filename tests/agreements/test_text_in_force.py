"""Which text is in force, case by case: the sentences are in in_force_cases.yaml."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agreements.files import load_agreements
from agreements.in_force import NoTextInForce, text_in_force
from agreements.places import UnknownPlace
from agreements.terminations import MainAgreementEnd, Scope, Termination

CASES = yaml.safe_load(Path(__file__).with_name("in_force_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_it_tells_the_text_in_force(case: dict[str, Any]) -> None:
    region, municipality = case["between"]
    governing = text_in_force(
        region,
        municipality,
        case["day"],
        terminations=[
            Termination(
                entry["slug"], entry["given_on"], tuple(entry["by"]), Scope(entry.get("scope", "whole"))
            )
            for entry in case.get("terminations", [])
        ],
        dependencies_ended=[MainAgreementEnd(**entry) for entry in case.get("dependencies_ended", [])],
    )

    assert governing.agreement.slug == case["governs"]
    assert governing.until == (None if case["until"] == "none" else case["until"])
    assert set(case["because"]) <= {reason.code for reason in governing.why}


def test_it_refuses_a_day_before_the_statute() -> None:
    with pytest.raises(NoTextInForce, match="2017-12-31.*2018-01-01") as refused:
        text_in_force("13", "1380", date(2017, 12, 31))

    assert refused.value.first_day == date(2018, 1, 1)


@pytest.mark.parametrize(
    ("region", "municipality"), [("99", "1380"), ("13", "1399"), ("13", "13"), ("1380", "1380")]
)
def test_it_refuses_a_code_that_nobody_has(region: str, municipality: str) -> None:
    with pytest.raises(UnknownPlace):
        text_in_force(region, municipality, date(2027, 1, 1))


def test_it_says_why_in_both_languages() -> None:
    extended = text_in_force("20", "2080", date(2023, 5, 1)).why[1].words

    assert extended.sv == "Förlängd av sig själv till och med 2024-01-01."
    assert extended.en == "Extended by itself through 2024-01-01."


def test_it_shows_what_it_takes_for_granted() -> None:
    governing = text_in_force("14", "1480", date(2022, 3, 1))

    assert [condition.words.sv for condition in governing.conditions] == [
        "Under förutsättning att alla parter har godkänt den.",
        "Under förutsättning att Hälso- och sjukvårdsavtalet i Västra Götaland gäller.",
    ]


def test_it_takes_nothing_for_granted_under_the_statute() -> None:
    assert text_in_force("01", "0180", date(2022, 3, 1)).conditions == ()


def test_it_ends_an_agreement_only_for_the_party_that_left_where_the_text_is_read_so() -> None:
    """The alternative reading of Västra Götaland's section 4."""
    texts = load_agreements()
    text = texts["vastra-gotaland-2020"]
    unsettled = text.validity.termination.unsettled
    assert unsettled is not None
    otherwise = replace(text.validity.termination, value=unsettled.alternatives[0])
    read_so = {**texts, text.slug: replace(text, validity=replace(text.validity, termination=otherwise))}
    boras_leaves = [Termination(text.slug, date(2023, 12, 31), by=("1490",))]

    def governs(municipality: str) -> str:
        return text_in_force(
            "14", municipality, date(2025, 1, 1), terminations=boras_leaves, agreements=read_so
        ).agreement.slug

    assert governs("1490") == "statute-2018"
    assert governs("1480") == "vastra-gotaland-2020"
