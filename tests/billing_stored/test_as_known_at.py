"""A month as known at a time is what the rows recorded by then give, however they came."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.files import load_agreement
from billing.core.episodes import episode_lines
from billing.core.facts import FACTS
from billing.core.liability import every_year, month_lines
from billing.core.months import month_named
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.terms import terms_of
from tests.billing_stored.facts import episode, store

DALARNA = load_agreement("dalarna-2020")
MARCH = month_named("2027-03")
FIRST = datetime(2027, 1, 28)
AMOUNTS = every_year(Decimal(10_000))


@st.composite
def said(draw: st.DrawFn) -> dict[str, Any]:
    """What a row may say of one of five episodes around the turn of two months."""
    ready = FIRST + timedelta(hours=draw(st.integers(0, 24 * 60)))
    stays = draw(st.none() | st.integers(-12, 24 * 12))
    return episode(
        draw(st.integers(1, 5)),
        municipality=draw(st.sampled_from(["2080", "2081"])),
        placing_municipality=draw(st.sampled_from([None, None, "2082"])),
        admitted_at=FIRST - timedelta(days=3),
        admission_notice_at=draw(st.sampled_from([None, FIRST - timedelta(days=2)])),
        care_contact_at=FIRST,
        discharge_ready_at=ready,
        discharged_at=None if stays is None else ready + timedelta(hours=stays),
    )


def computed(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    """March by the core alone."""
    terms = terms_of(DALARNA)
    lines = episode_lines(pl.DataFrame(rows, schema=FACTS).lazy(), terms)
    months = month_lines(lines, terms, AMOUNTS, month=MARCH)
    march = lines.filter(month=MARCH).collect()
    return months.drop("excess_days").to_dicts(), sorted(
        march.select("episode_id", "status", "days").iter_rows()
    )


class TestAsKnownAt(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(told=st.lists(said(), max_size=8), asked_after=st.integers(0, 8))
    def test_it_is_what_the_rows_recorded_by_then_give(
        self, told: list[dict[str, Any]], asked_after: int
    ) -> None:
        began = timezone.now() - timedelta(days=20)
        for place, row in enumerate(told):
            store(row, region="20", at=began + timedelta(days=place), correct=True)
        known_by = began + timedelta(days=asked_after - 1, hours=12)

        latest = {row["episode_id"]: row for row in told[:asked_after]}
        asked = Question(region="20", months=MonthSpan(MARCH, MARCH), known_by=known_by)
        answer = liability(asked, lambda _region: AMOUNTS, agreement=DALARNA)

        months, episodes = computed(list(latest.values()))
        columns = list(months[0]) if months else ["month"]
        assert answer.months.select(columns).to_dicts() == months
        assert sorted(answer.episodes.select("episode_id", "status", "days").iter_rows()) == episodes
