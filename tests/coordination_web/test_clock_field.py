"""A time is typed as the clock in Sweden shows it, on the odd nights too."""

from datetime import UTC, datetime

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError

from coordination.web.forms.times import ClockField


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-03-03T09:10", "2026-03-03T08:10"),
        ("2026-07-03T09:10", "2026-07-03T07:10"),
        (" 2026-07-03 09:10 ", "2026-07-03T07:10"),
        ("2026-03-29T01:59", "2026-03-29T00:59"),
        ("2026-03-29T03:00", "2026-03-29T01:00"),
    ],
)
def test_it_reads_civil_time(typed: str, instant: str) -> None:
    assert ClockField().clean(typed) == utc(instant)


@pytest.mark.parametrize("typed", ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59"])
def test_it_refuses_the_hour_that_is_skipped_in_spring(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ClockField().clean(typed)
    assert refused.value.code == "skipped"


@pytest.mark.parametrize(
    "typed", ["", "i går", "2026-13-01T10:00", "2026-03-03", "2026-03-03T09:10:11Z", "09:10"]
)
def test_it_refuses_what_is_no_time(typed: str) -> None:
    with pytest.raises(ValidationError):
        ClockField().clean(typed)


@pytest.mark.parametrize(
    ("now", "instant"),
    [
        # 02:30 is said at 02:40 the first time, the second time, and the day before.
        ("2026-10-25T00:40", "2026-10-25T00:30"),
        ("2026-10-25T01:40", "2026-10-25T01:30"),
        ("2026-10-24T12:00", "2026-10-25T00:30"),
    ],
)
def test_it_takes_the_latest_of_the_doubled_hour_that_has_been(now: str, instant: str) -> None:
    with time_machine.travel(utc(now), tick=False):
        assert ClockField().clean("2026-10-25T02:30") == utc(instant)


class OneTime(forms.Form):
    at = ClockField()


def test_it_shows_an_instant_as_the_clock_shows_it() -> None:
    assert 'value="2026-07-03T09:10"' in str(OneTime(initial={"at": utc("2026-07-03T07:10")})["at"])


def test_it_keeps_what_was_typed_wrong() -> None:
    assert 'value="i går"' in str(OneTime({"at": "i går"})["at"])
