"""Days in Sweden, and which of them are working days (lag 1930:173, lag 1989:253)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordination.core.civil import civil, civil_day, end_of, is_working_day, next_working_day


@pytest.mark.parametrize(
    "free",
    [
        # New Year, Epiphany, Good Friday, Easter Monday, May Day, Ascension, Midsummer Eve, Christmas
        *[(2026, 1, 1), (2026, 1, 6), (2026, 4, 3), (2026, 4, 6), (2026, 5, 1), (2026, 5, 14), (2026, 6, 19)],
        *[(2026, 12, 24), (2026, 12, 25), (2026, 12, 31)],
        # Weekends, the National Day on a Saturday among them
        *[(2026, 6, 6), (2026, 6, 20), (2026, 10, 31), (2026, 11, 22)],
        # The earliest and latest Easters of our time, and Midsummer Eves at both ends
        *[(2008, 3, 21), (2008, 3, 24), (2038, 4, 23), (2038, 4, 26), (2027, 6, 25), (2020, 6, 19)],
    ],
)
def test_it_is_free(free: tuple[int, int, int]) -> None:
    assert not is_working_day(date(*free))


@pytest.mark.parametrize(
    "working",
    [(2026, 1, 5), (2026, 4, 2), (2026, 4, 7), (2026, 5, 15), (2026, 6, 18), (2026, 12, 23), (2025, 6, 5)],
)
def test_it_is_a_working_day(working: tuple[int, int, int]) -> None:
    assert is_working_day(date(*working))


def test_it_moves_past_a_row_of_free_days() -> None:
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)
    assert next_working_day(date(2026, 12, 23)) == date(2026, 12, 23)


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 6, 1), 24)])
def test_it_ends_a_day_at_midnight_in_sweden(day: tuple[int, int, int], hours: int) -> None:
    before = date(*day) - timedelta(days=1)
    assert end_of(date(*day)) - end_of(before) == timedelta(hours=hours)
    assert civil_day(end_of(date(*day)) - timedelta(microseconds=1)) == date(*day)


def test_it_says_what_the_clock_showed() -> None:
    instant = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("UTC"))
    assert civil(instant) == datetime(2026, 10, 25, 2, 30)
    assert civil(instant - timedelta(hours=1)) == datetime(2026, 10, 25, 2, 30)
