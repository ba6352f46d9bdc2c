"""A month that has closed is what was known when it closed; what came later stands apart."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.files import load_agreement, load_agreements
from billing.core.episodes import episode_lines
from billing.core.facts import FACTS
from billing.core.liability import every_year, month_lines
from billing.core.months import month_named
from billing.months.basis import AsKnown, read_basis
from billing.months.closing import STOCKHOLM, closes_at, known_at_close
from billing.months.late import Change, LateRegistration, amount_of, late_registrations
from billing.months.liability import Liability, computed, liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.terms import terms_of
from tests.billing_stored.facts import episode, store

HALLAND = load_agreement("halland-2027")
MARCH = month_named("2027-03")
IN_TIME = datetime(2027, 4, 7, 21, 59, 59, 999999, tzinfo=UTC)
"""The last instant of 7 April in Sweden."""
TOO_LATE = IN_TIME + timedelta(microseconds=1)
AMOUNTS = every_year(Decimal(10_000))


@pytest.fixture(autouse=True)
def clock() -> Generator[None]:
    """All that is told below has been told."""
    with time_machine.travel(TOO_LATE + timedelta(days=12)):
        yield


def asked(first: str = "2027-03", last: str = "2027-03") -> Question:
    months = MonthSpan(month_named(first), month_named(last))
    return Question(region="13", municipality="1380", months=months, at_close=True)


def kronor_of(_region: str) -> Any:
    return AMOUNTS


def at_close_and_now(question: Question) -> tuple[Liability, Liability]:
    basis = read_basis(question)
    return computed(basis, kronor_of), computed(basis, kronor_of, as_known=AsKnown.NOW)


def late(question: Question) -> list[LateRegistration]:
    return late_registrations(*at_close_and_now(question), MARCH, load_agreements(), kronor_of)


def days(answer: Liability) -> dict[str, int]:
    return dict(answer.episodes.select("episode_id", "days").iter_rows())


def test_it_closes_at_the_end_of_the_7th() -> None:
    assert closes_at(HALLAND, MARCH) == datetime(2027, 4, 8, tzinfo=STOCKHOLM)
    assert known_at_close(HALLAND, MARCH) == IN_TIME


@pytest.mark.parametrize("slug", ["dalarna-2020", "vastra-gotaland-2020", "statute-2018"])
def test_it_never_closes_where_the_text_has_no_day_for_it(slug: str) -> None:
    assert closes_at(load_agreement(slug), MARCH) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "counted"), [(IN_TIME, 3), (TOO_LATE, None)])
def test_it_counts_what_was_registered_on_the_7th_and_nothing_later(
    at: datetime, counted: int | None
) -> None:
    store(episode(1), at=at)
    at_close, now = at_close_and_now(asked())
    assert days(at_close).get("T-1") == counted
    assert days(now) == {"T-1": 3}


@pytest.mark.django_db
def test_it_keeps_a_month_without_a_closing_day_as_known_now() -> None:
    store(episode(1, municipality="2080"), region="20", at=TOO_LATE)
    question = Question(region="20", months=MonthSpan(MARCH, MARCH), at_close=True)
    assert days(liability(question, kronor_of)) == {"T-1": 4}


@pytest.mark.django_db
def test_it_closes_each_month_of_a_year_for_itself() -> None:
    february = {"admitted_at": datetime(2027, 2, 1), "admission_notice_at": datetime(2027, 2, 1)}
    ready = february | {"care_contact_at": None, "discharge_ready_at": datetime(2027, 2, 3)}
    # Between the two closes: in time for March, too late for February.
    between = datetime(2027, 3, 20, tzinfo=UTC)
    store(episode(1), episode(2, **ready, discharged_at=datetime(2027, 2, 9)), at=between)
    at_close, now = at_close_and_now(asked("2026-04"))
    assert days(at_close) == {"T-1": 3}
    assert days(now) == {"T-1": 3, "T-2": 6}


@pytest.mark.django_db
def test_it_asks_as_known_at_a_time_when_one_is_said() -> None:
    store(episode(1), at=TOO_LATE)
    question = Question(region="13", months=MonthSpan(MARCH, MARCH), at_close=True, known_by=TOO_LATE)
    assert days(liability(question, kronor_of)) == {"T-1": 3}


@pytest.mark.django_db
def test_it_tells_what_is_new_changed_and_gone_and_what_each_would_cost() -> None:
    store(episode(1), episode(2, discharged_at=datetime(2027, 3, 5)), episode(3), at=IN_TIME)
    store(episode(2, discharged_at=datetime(2027, 3, 9)), at=TOO_LATE, correct=True)
    store(episode(3, discharged_at=datetime(2027, 4, 2)), at=TOO_LATE, correct=True)
    store(episode(4, discharged_at=datetime(2027, 3, 3, 15)), at=TOO_LATE)
    # 3 + 2 + 3 days of three: 8 - 4.5 = 3.5 days. Four days more; three days and an episode less; one of no days.
    told = {each.episode_id: (each.change, each.effect) for each in late(asked())}
    assert told == {
        "T-2": (Change.CHANGED, Decimal(40_000)),
        "T-3": (Change.GONE, Decimal(-15_000)),
        "T-4": (Change.NEW, Decimal(-15_000)),
    }


@pytest.mark.django_db
def test_it_tells_of_the_episode_as_it_was_and_as_it_is() -> None:
    store(episode(1), at=IN_TIME)
    store(episode(1, sip_required=True), at=TOO_LATE, correct=True)
    (only,) = late(asked())
    assert only.at_close is not None
    assert only.now is not None
    assert (only.at_close["status"], only.at_close["days"]) == ("averaged", 3)
    assert (only.now["status"], only.now["reason"]) == ("excluded", "no_sip_call")


@st.composite
def registrations(draw: st.DrawFn) -> list[tuple[dict[str, Any], datetime]]:
    """What is said of four episodes around the turn of March, in the order in which it is said."""
    rows = []
    for hours in sorted(draw(st.lists(st.integers(-48, 48), max_size=8, unique=True))):
        row = episode(
            draw(st.integers(1, 4)),
            municipality=draw(st.sampled_from(["1380", "1380", "1380", "1384"])),
            discharged_at=datetime(2027, 3, 26) + timedelta(hours=draw(st.integers(0, 24 * 9))),
            discharge_ready_at=datetime(2027, 3, 25, 9),
            sip_required=draw(st.sampled_from([False, False, True])),
        )
        rows.append((row, TOO_LATE + timedelta(hours=hours)))
    return rows


def by_the_core_alone(rows: list[dict[str, Any]]) -> tuple[dict[str, int], Decimal]:
    """The days of Halmstad's March, and what it costs."""
    lines = episode_lines(pl.DataFrame(rows, schema=FACTS).lazy(), terms_of(HALLAND))
    lines = lines.filter(municipality="1380", month=MARCH)
    months = month_lines(lines, terms_of(HALLAND), AMOUNTS)
    return dict(lines.collect().select("episode_id", "days").iter_rows()), months["amount"].sum()


class TestClosedMonths(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(said=registrations())
    def test_it_is_what_was_said_by_the_close_and_the_rest_stands_apart(
        self, said: list[tuple[dict[str, Any], datetime]]
    ) -> None:
        for row, at in said:
            store(row, at=at, correct=True)
        in_time = {row["episode_id"]: row for row, at in said if at < TOO_LATE}
        latest = {row["episode_id"]: row for row, _ in said}

        at_close, now = at_close_and_now(asked())
        registered = late(asked())

        assert (days(at_close), amount_of(at_close, MARCH)) == by_the_core_alone(list(in_time.values()))
        assert (days(now), amount_of(now, MARCH)) == by_the_core_alone(list(latest.values()))
        for each in registered:
            alone = in_time | {each.episode_id: latest[each.episode_id]}
            _, costs = by_the_core_alone(list(alone.values()))
            cost = amount_of(at_close, MARCH)
            assert cost is not None
            assert each.effect == costs - cost
        moved = {name for name in latest if in_time.get(name) != latest[name]}
        assert {each.episode_id for each in registered} <= moved
