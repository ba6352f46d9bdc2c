"""The vectorised core and a plain reading of the same rules agree on every file and under all terms."""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES
from billing.core.episodes import episode_lines
from billing.core.facts import REGION_AVAILABLE
from billing.core.liability import month_lines
from billing.core.months import month_named
from billing.core.terms import Terms
from billing.files.read import read_episodes
from billing.months.facts import times_of
from billing.months.results import EPISODE_COLUMNS, shown_months
from billing.texts.terms import terms_of
from tests.billing.plain_reading import judge, month_rows
from tests.billing.random_files import Cells, any_terms, as_csv, files, times_between

AMOUNTS = {2018: Decimal("7777.35"), 2019: Decimal(7800)}


def assert_agreement(
    rows: list[Cells], terms: Terms, only: str | None = None, available: list[str] | None = None
) -> None:
    """`available` has the times when region services were back in each row, which no file has."""
    text = as_csv(rows)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "episodes.csv")
        file.write_text(text, encoding="utf-8")
        facts = read_episodes(file, MUNICIPALITIES)
    if available:
        facts = facts.with_columns(
            times_of(
                pl.lit(pl.Series(REGION_AVAILABLE, [each or None for each in available], dtype=pl.String))
            )
        )
    lines = episode_lines(facts.lazy(), terms).collect()
    months = month_lines(lines.lazy(), terms, AMOUNTS, month=only and month_named(only))

    read = list(csv.DictReader(io.StringIO(text, newline="")))
    for row, times in zip(read, available or (), strict=bool(available)):
        row["region_available"] = times
    plain = [(row["episode_id"], judge(row, terms)) for row in read]

    assert lines.select(EPISODE_COLUMNS).rows() == [
        (name, judged.status, judged.reason, judged.days, judged.payable_days) for name, judged in plain
    ]
    assert lines["municipality"].to_list() == [judged.municipality for _, judged in plain]
    assert shown_months(months).to_dicts() == list(
        month_rows([judged for _, judged in plain], terms, AMOUNTS.__getitem__, only)
    )


@pytest.mark.parametrize("slug", load_agreements())
@settings(max_examples=40, deadline=None)
@given(rows=files())
def test_it_agrees_on_every_file_under_each_text(slug: str, rows: list[Cells]) -> None:
    assert_agreement(rows, terms_of(load_agreements()[slug]))


@settings(max_examples=150, deadline=None)
@given(rows=files(), terms=any_terms(), only=st.sampled_from([None, "2018-12", "2019-01", "2019-02"]))
def test_it_agrees_under_terms_that_no_text_has(rows: list[Cells], terms: Terms, only: str | None) -> None:
    assert_agreement(rows, terms, only)


@settings(max_examples=150, deadline=None)
@given(rows=files(), terms=any_terms(), seed=st.integers(0, 2**32))
def test_it_agrees_where_services_were_missing_several_times(
    rows: list[Cells], terms: Terms, seed: int
) -> None:
    available = [times_between(row, seed + place) for place, row in enumerate(rows)]
    assert_agreement(rows, terms, available=available)
