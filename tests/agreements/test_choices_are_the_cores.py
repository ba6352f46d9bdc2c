"""The names that a text may choose from are those that the billing core computes with."""

from dataclasses import fields
from enum import StrEnum

import pytest

from agreements.choices import CHOICES
from agreements.files import load_agreements
from agreements.terms import TERM_SHAPES
from billing.core import terms as core
from billing.texts.terms import terms_of

CHOSEN = {field.name: field.type for field in fields(core.Terms)}
ENUMS = {name: kind for name, kind in CHOSEN.items() if isinstance(kind, type) and issubclass(kind, StrEnum)}


def test_it_has_a_choice_for_every_enum_of_the_core() -> None:
    assert ENUMS.keys() >= {"counting", "window_covers", "region_unavailable_dates", "daily_amount_year"}
    assert ENUMS.keys() <= CHOICES.keys()


@pytest.mark.parametrize("name", ENUMS)
def test_it_offers_the_cores_choices_and_no_others(name: str) -> None:
    assert set(CHOICES[name]) == {member.value for member in ENUMS[name]}


def test_it_has_a_term_for_everything_that_the_core_asks_for() -> None:
    assert CHOSEN.keys() - {"slug"} <= TERM_SHAPES.keys()


@pytest.mark.parametrize("slug", load_agreements())
def test_it_is_read_by_the_core_whichever_reading_is_chosen(slug: str) -> None:
    text = load_agreements()[slug]

    for term in CHOSEN.keys() - {"slug"}:
        unsettled = text.terms[term].unsettled
        for alternative in unsettled.alternatives if unsettled else ():
            assert terms_of(text.read_otherwise(term, alternative)) != terms_of(text)
