"""Months close by the clock: a run only writes that down, and a late one writes the same."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction

from agreements.files import load_agreement
from billing.actions.closing import close_months
from billing.core.month_life import MonthStatus
from billing.models import BilledMonth, MonthEvent
from billing.months.closing import STOCKHOLM
from billing.months.dates import dates_between, month_dates
from billing.tasks import close_due_months
from billing.texts.endings import Endings
from tests.billing_statements.issued import CLOSES, MARCH, a_statement
from tests.cast import Cast


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CLOSES - timedelta(seconds=1), tick=False) as traveller:
        yield traveller


def march(municipality: str = "1380") -> BilledMonth | None:
    return BilledMonth.objects.between("13", municipality, MARCH).first()


def told() -> list[tuple[object, ...]]:
    """What is written, but for when it was."""
    return list(
        MonthEvent.objects.order_by("billed_month__municipality_code", "billed_month__month").values_list(
            "billed_month__municipality_code", "billed_month__month", "step", "occurred_at", "by"
        )
    )


def test_it_knows_the_7th_and_the_20th_from_the_agreement() -> None:
    dates = dates_between("13", "1380", MARCH, Endings())
    assert dates.over_at == datetime(2027, 4, 1, tzinfo=STOCKHOLM)
    assert dates.closes_at == datetime(2027, 4, 8, tzinfo=STOCKHOLM)
    assert dates.invoice_on == date(2027, 4, 20)


def test_it_knows_no_day_where_the_text_names_none() -> None:
    dates = dates_between("20", "2080", MARCH, Endings())
    assert (dates.closes_at, dates.invoice_on) == (None, None)


def test_it_stays_open_as_long_as_one_of_its_texts_does() -> None:
    both = [load_agreement("halland-2027"), load_agreement("statute-2018")]
    dates = month_dates(both, MARCH)
    assert (dates.closes_at, dates.invoice_on) == (None, date(2027, 4, 20))


def test_it_closes_at_midnight_and_not_before(cast: Cast, clock: time_machine.Traveller) -> None:
    close_months()
    assert march() is None
    clock.shift(1)
    assert close_months() == 2
    closed = march()
    assert closed is not None
    assert closed.status == MonthStatus.CLOSED
    # Kungsbacka's too, and none of those that are not here.
    assert march("1384") is not None
    assert march("1383") is None


@pytest.mark.parametrize("late", [timedelta(minutes=1), timedelta(days=3), timedelta(days=100)])
def test_it_writes_the_same_however_late_it_runs(
    cast: Cast, clock: time_machine.Traveller, late: timedelta
) -> None:
    clock.move_to(CLOSES + late)
    close_months()
    written = told()
    assert ("1380", MARCH, "closed", CLOSES, None) in written
    assert close_months() == 0
    close_due_months()
    call_command("close_months", verbosity=0)
    assert told() == written


def test_it_writes_the_same_day_by_day_as_at_once(cast: Cast, clock: time_machine.Traveller) -> None:
    with transaction.atomic():
        clock.move_to(CLOSES + timedelta(days=35))
        close_months()
        at_once = told()
        transaction.set_rollback(True)
    clock.move_to(CLOSES - timedelta(days=1))
    for _ in range(37):
        close_months()
        clock.shift(timedelta(days=1))
    # Who looked earlier looked further back too.
    assert [row for row in told() if row in at_once] == at_once
    assert {month for _, month, *_ in at_once} >= {MARCH, MARCH + 1}


def test_it_leaves_what_has_been_issued(cast: Cast, clock: time_machine.Traveller) -> None:
    clock.move_to(CLOSES + timedelta(days=13))
    a_statement(cast)
    close_months()
    issued = march()
    assert issued is not None
    assert issued.status == MonthStatus.ISSUED
