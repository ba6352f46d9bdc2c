"""Gotland is region and municipality in one: it owes itself nothing, and others what the law says."""

from decimal import Decimal

import pytest

from billing.core.liability import every_year
from billing.core.months import month_named
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from tests.billing_stored.facts import episode, store

pytestmark = pytest.mark.django_db
MARCH = MonthSpan(month_named("2027-03"), month_named("2027-03"))


def test_it_bills_no_month_between_gotland_and_itself() -> None:
    store(episode(1, municipality="0980"), episode(2, municipality="0180"), region="09")
    answer = liability(Question(region="09", months=MARCH), lambda _region: every_year(Decimal(10_000)))
    assert answer.months.get_column("municipality").to_list() == ["0180"]
    assert answer.episodes.get_column("episode_id").to_list() == ["T-2"]


def test_it_bills_gotland_for_its_people_in_other_regions_hospitals() -> None:
    store(episode(1, municipality="0980"), region="01")
    answer = liability(Question(municipality="0980", months=MARCH), lambda _region: every_year(Decimal(1)))
    assert answer.months.get_column("region").to_list() == ["01"]


def test_it_says_that_the_two_are_one_body() -> None:
    asked = Question(region="09", municipality="0980", months=MARCH)
    periods = liability(asked, lambda _region: {}).periods
    assert periods
    assert all(each.is_one_body for each in periods)
