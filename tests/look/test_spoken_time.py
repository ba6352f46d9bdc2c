"""Deadlines are said as people say them, in both languages and on both nights when the clock is moved."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from look.spoken_time import STOCKHOLM, say_due, say_exactly, say_length, say_moment

NOW = datetime(2026, 3, 3, 9, 10, tzinfo=STOCKHOLM)  # a Tuesday


@pytest.mark.parametrize(
    ("due_at", "swedish", "english"),
    [
        (datetime(2026, 3, 3, 12, 30), "om 3 h 20 min", "in 3 h 20 min"),
        (datetime(2026, 3, 3, 9, 55), "om 45 min", "in 45 min"),
        (datetime(2026, 3, 3, 11, 10), "om 2 h", "in 2 h"),
        (datetime(2026, 3, 3, 9, 10, 30), "om mindre än en minut", "in less than a minute"),
        (datetime(2026, 3, 3, 9, 10), "om mindre än en minut", "in less than a minute"),
        (datetime(2026, 3, 3, 14, 5), "senast i dag 14.05", "by today 14:05"),
        (datetime(2026, 3, 4, 9, 0), "senast i morgon 09.00", "by tomorrow 09:00"),
        (datetime(2026, 3, 4, 0, 0), "senast i dag 24.00", "by today 24:00"),
        (datetime(2026, 3, 9, 0, 0), "senast sön 8/3 kl 24.00", "by Sun 8 Mar, 24:00"),
        (datetime(2027, 1, 4, 8, 0), "senast mån 4/1 2027 kl 08.00", "by Mon 4 Jan 2027, 08:00"),
        (datetime(2026, 3, 3, 7, 0), "2 h 10 min för sent", "2 h 10 min late"),
        (datetime(2026, 3, 3, 9, 9, 30), "mindre än en minut för sent", "less than a minute late"),
        (datetime(2026, 3, 2, 8, 0), "25 h 10 min för sent", "25 h 10 min late"),
        (datetime(2026, 2, 28, 9, 0), "3 dagar för sent", "3 days late"),
    ],
)
def test_it_says_when_a_thing_is_due(due_at: datetime, swedish: str, english: str) -> None:
    due_at = due_at.replace(tzinfo=STOCKHOLM)
    assert say_due(due_at, NOW, "sv") == swedish
    assert say_due(due_at, NOW, "en-gb") == english


def test_it_counts_hours_that_pass_when_the_clock_is_set_forward() -> None:
    now = datetime(2026, 3, 29, 0, 30, tzinfo=STOCKHOLM)
    due_at = datetime(2026, 3, 29, 4, 0, tzinfo=STOCKHOLM)
    assert say_due(due_at, now.astimezone(UTC), "sv") == "om 2 h 30 min"


def test_it_counts_hours_that_pass_when_the_clock_is_set_back() -> None:
    now = datetime(2026, 10, 25, 1, 30, tzinfo=STOCKHOLM)
    due_at = datetime(2026, 10, 25, 3, 0, tzinfo=STOCKHOLM)
    assert say_due(due_at, now.astimezone(UTC), "sv") == "om 2 h 30 min"
    assert say_due(now, due_at.astimezone(UTC), "sv") == "2 h 30 min för sent"


def test_it_does_so_also_for_times_that_are_given_in_stockholms_zone() -> None:
    now = datetime(2026, 10, 25, 1, 30, tzinfo=STOCKHOLM)
    due_at = datetime(2026, 10, 25, 3, 0, tzinfo=STOCKHOLM)
    assert say_due(due_at, now, "sv") == "om 2 h 30 min"


def test_its_days_are_stockholms_whatever_the_zone_of_the_time() -> None:
    now = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 00.30 on 2 July in Stockholm
    assert say_due(datetime(2026, 7, 2, 21, 0, tzinfo=UTC), now, "sv") == "senast i dag 23.00"


def test_it_says_a_moment_that_has_been() -> None:
    assert say_moment(datetime(2026, 3, 3, 8, 0, tzinfo=STOCKHOLM), NOW, "sv") == "i dag 08.00"
    assert say_moment(datetime(2026, 2, 26, 0, 0, tzinfo=STOCKHOLM), NOW, "sv") == "tors 26/2 kl 00.00"
    assert say_moment(datetime(2025, 2, 26, 8, 5, tzinfo=STOCKHOLM), NOW, "en") == "Wed 26 Feb 2025, 08:05"


def test_it_says_the_whole_of_it_exactly() -> None:
    assert say_exactly(NOW, "sv") == "tisdag 3 mars 2026 kl 09.10"
    assert say_exactly(NOW, "en") == "Tuesday 3 March 2026, 09:10"
    midnight = datetime(2026, 3, 9, 0, 0, tzinfo=STOCKHOLM)
    assert say_exactly(midnight, "sv") == "måndag 9 mars 2026 kl 00.00"
    assert say_exactly(midnight, "sv", ends_day=True) == "söndag 8 mars 2026 kl 24.00"


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_it_never_says_that_more_time_is_left_than_is(left: timedelta) -> None:
    hours, minutes = 0, 0
    said = say_length(left, "sv").split()
    if "h" in said:
        hours = int(said[said.index("h") - 1])
    if "min" in said:
        minutes = int(said[said.index("min") - 1])
    if "dagar" in said:
        hours = 24 * int(said[0])
    assert timedelta(hours=hours, minutes=minutes) <= left
