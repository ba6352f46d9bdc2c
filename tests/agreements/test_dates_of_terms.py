"""Terms, extensions and notice, in months that are not equally long."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.dated import DatePeriod, add_months, last_day_for_notice, last_days_of_terms


def test_it_extends_a_term_that_ends_in_february_through_the_leap_day() -> None:
    ends = last_days_of_terms(DatePeriod(date(2026, 3, 1), date(2027, 2, 28)), 12)

    assert list(islice(ends, 3)) == [date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]


def test_it_does_not_lose_the_thirty_first_to_a_shorter_month() -> None:
    ends = last_days_of_terms(DatePeriod(date(2026, 1, 1), date(2026, 3, 31)), 3)

    assert list(islice(ends, 4)) == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]


def test_it_gives_one_term_where_nothing_extends_it() -> None:
    assert list(last_days_of_terms(DatePeriod(date(2025, 10, 1), date(2026, 12, 31)), None)) == [
        date(2026, 12, 31)
    ]


def test_it_gives_no_end_to_what_is_in_force_until_further_notice() -> None:
    assert list(last_days_of_terms(DatePeriod(date(2018, 1, 1), None), None)) == []


@pytest.mark.parametrize(
    ("end", "months", "last"),
    [
        (date(2027, 12, 31), 6, date(2027, 6, 30)),
        (date(2024, 12, 31), 12, date(2023, 12, 31)),
        (date(2022, 1, 1), 9, date(2021, 4, 1)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
    ],
)
def test_it_wants_notice_whole_months_before_the_end(end: date, months: int, last: date) -> None:
    assert last_day_for_notice(end, months) == last


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(-240, 240))
def test_it_lands_in_the_month_asked_for(day: date, months: int) -> None:
    moved = add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(st.data())
def test_it_knows_which_periods_share_a_day(data: st.DataObject) -> None:
    days = st.dates(date(2020, 1, 1), date(2020, 2, 15))

    def period() -> DatePeriod:
        first = data.draw(days)
        return DatePeriod(first, data.draw(st.none() | days.filter(lambda last: last >= first)))

    one, other = period(), period()
    shared = any(
        date(2020, 1, 1) + timedelta(days=n) in p
        for p in [one]
        for n in range(60)
        if date(2020, 1, 1) + timedelta(days=n) in other
    )
    assert one.overlaps(other) is other.overlaps(one) is shared
