"""From when on a month's dates are told of: a function of its texts and the month."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.files import load_agreement, load_agreements
from billing.core.months import month_named
from billing.months.closing import STOCKHOLM
from billing.months.dates import month_dates
from billing.months.reminders import LEVELS, TOO_OLD, MonthDateKind, due_by, level_reached
from billing.months.spans import last_day

HALLAND = load_agreement("halland-2027")
CLOSE, INVOICE = MonthDateKind.REGISTRATIONS_CLOSE, MonthDateKind.INVOICE


def at(civil: str) -> datetime:
    return datetime.fromisoformat(civil).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("month", "closed", "invoiced"),
    [
        ("2027-03", "2027-04-08T00:00", "2027-04-21T00:00"),
        ("2027-12", "2028-01-08T00:00", "2028-01-21T00:00"),
        ("2028-01", "2028-02-08T00:00", "2028-02-21T00:00"),
    ],
)
def test_it_is_due_by_the_end_of_the_7th_and_of_the_20th_in_halland(
    month: str, closed: str, invoiced: str
) -> None:
    found = dict(due_by(month_dates([HALLAND], month_named(month))))
    assert found == {CLOSE: at(closed), INVOICE: at(invoiced)}


@pytest.mark.parametrize("slug", ["dalarna-2020", "vastra-gotaland-2020", "statute-2018"])
def test_it_has_no_dates_where_the_text_is_silent(slug: str) -> None:
    assert list(due_by(month_dates([load_agreement(slug)], month_named("2022-03")))) == []


@given(month=st.integers(2018 * 12, 2099 * 12), slug=st.sampled_from(sorted(load_agreements())))
def test_it_has_every_date_in_the_month_after_and_midnight_in_sweden(month: int, slug: str) -> None:
    for _kind, due_at in due_by(month_dates([load_agreements()[slug]], month)):
        local = due_at.astimezone(STOCKHOLM)
        assert (local.hour, local.minute) == (0, 0)
        assert last_day(month) < local.date() - timedelta(days=1) <= last_day(month + 1)


@given(hours=st.integers(-200, 400), kind=st.sampled_from(MonthDateKind))
def test_it_tells_the_last_level_reached_and_nothing_of_what_is_long_over(
    hours: int, kind: MonthDateKind
) -> None:
    due_at = at("2027-04-08T00:00")
    minutes = level_reached(kind, due_at, due_at.astimezone(UTC) + timedelta(hours=hours))
    reached = [60 * level for level in LEVELS[kind] if level <= hours]
    assert minutes == (max(reached) if reached and timedelta(hours=hours) < TOO_OLD else None)


def test_it_is_told_in_the_afternoon_three_days_before_and_on_the_day() -> None:
    due_at = at("2027-04-08T00:00")
    times = (
        "2027-04-04T13:59",
        "2027-04-04T14:00",
        "2027-04-07T13:59",
        "2027-04-07T14:00",
        "2027-04-08T00:00",
    )
    told = [level_reached(CLOSE, due_at, at(one)) for one in times]
    assert told == [None, -82 * 60, -82 * 60, -10 * 60, 0]
