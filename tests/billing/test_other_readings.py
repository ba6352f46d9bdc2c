"""Every question that a text leaves open can be answered otherwise with another result, or says why it cannot."""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

import pytest

from agreements.agreement import Agreement
from agreements.choices import CHOICES
from agreements.faults import AgreementFault
from agreements.files import load_agreements
from billing.core.terms import Terms
from billing.texts.readings import NOT_COMPUTED, Otherwise, other_reading, other_readings, why_not_computed
from billing.texts.terms import ONLY_READING, terms_of
from tests.billing.plain_reading import judge, month_rows
from tests.billing.random_files import as_csv, episode

FILES = 40
EPISODES = 30
AMOUNTS = {2018: Decimal(7_777), 2019: Decimal(7_800)}
TEXTS = load_agreements().values()
OTHERS = [other for text in TEXTS for other in other_readings(text)]


@cache
def files() -> Sequence[Sequence[dict[str, str]]]:
    """Files of random episodes, the same at each run."""
    seeds = random.Random(2017612)  # noqa: S311  (no secret)
    return [list(_rows(seeds)) for _ in range(FILES)]


def _rows(seeds: random.Random) -> Iterator[dict[str, str]]:
    written = as_csv([episode(number, seeds.getrandbits(32)) for number in range(EPISODES)])
    yield from csv.DictReader(io.StringIO(written, newline=""))


def amounts(terms: Terms, rows: Sequence[dict[str, str]]) -> list[tuple[object, object, object]]:
    judged = [judge(row, terms) for row in rows]
    months = month_rows(judged, terms, lambda year: AMOUNTS[year])
    return [(row["municipality"], row["month"], row["amount"]) for row in months]


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_it_changes_what_some_month_costs(other: Otherwise) -> None:
    here, otherwise = terms_of(other.text), terms_of(other.text_read_so)
    assert any(amounts(here, rows) != amounts(otherwise, rows) for rows in files())


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.slug)
def test_it_computes_every_other_answer_or_says_why_it_does_not(text: Agreement) -> None:
    computed = {other.reading.key for other in other_readings(text)}
    for reading in text.unsettled:
        assert (reading.key in computed) != (why_not_computed(text, reading.key) is not None), reading.key
        if reading.key in computed:
            assert reading.key in text.terms


def test_it_says_why_of_no_question_that_no_text_asks() -> None:
    assert NOT_COMPUTED.keys() <= {reading.key for text in TEXTS for reading in text.unsettled}
    assert all(words.sv and words.en for words in NOT_COMPUTED.values())


@pytest.mark.parametrize("key", ONLY_READING)
def test_it_refuses_a_value_that_nothing_is_computed_by(key: str) -> None:
    text = load_agreements()["dalarna-2020"]
    for value in CHOICES.get(key, (True, False)):
        if value == ONLY_READING[key][0]:
            continue
        with pytest.raises(AgreementFault) as refused:
            terms_of(text.read_otherwise(key, value))
        (fault,) = refused.value.faults
        assert (fault.file, fault.key) == ("dalarna-2020.yaml", f"terms.{key}.value")
        assert "kan inte räknas" in fault.reason


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_it_is_named_by_an_address(other: Otherwise) -> None:
    assert other_reading(other.name) == other


@pytest.mark.parametrize(
    "name",
    [
        "",
        "halland-2027",
        "nowhere:counting:1",
        "halland-2027:counting:1",
        "halland-2027:average_decimals:2",
        "halland-2027:treatment_plan:1",
        "halland-2027:average_decimals:1:1",
    ],
)
def test_it_knows_no_reading_that_no_text_names(name: str) -> None:
    assert other_reading(name) is None
