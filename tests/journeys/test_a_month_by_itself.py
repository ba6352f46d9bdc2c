"""A month of the demo world to its last krona: the clock does what is its own, and people the rest, by their pages."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Assignment
from billing.core.month_life import MonthStatus
from billing.core.months import month_named
from billing.models import BilledMonth, Sending, Statement
from billing.statements.recomputing import verdict
from billing.tasks import close_due_months, remind_of_months, send_invoices
from config.demo.clock import Clock, clock_at
from config.demo.places import HALLAND, REGIONS
from config.demo.world import load_world
from coordination.models import Announcement
from coordination.tasks import send_messages, sweep_deadlines
from tests.journeys.spring_of_2027 import civil
from tests.walker import Walker

TODAY = date(2026, 11, 20)
NOVEMBER = month_named("2026-11")
AT = ("00:01", "08:05", "14:05")
"""When the clock's work is done each day, as often as it matters here: it is written to be run at any time."""
BY_ITSELF = (sweep_deadlines, close_due_months, remind_of_months, send_messages, send_invoices)
HALMSTAD, MONTH = "1380", "/months/13/1380/2026-11/"
STAY = "H26-00031"
"""Of four days."""


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock_at(TODAY, timezone.now()).now) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, clock: time_machine.Traveller, settings: Settings, tmp_path: Path) -> None:
    """The demo of Halland, as somebody finds it who has just started it."""
    settings.INVOICE_OUTBOX = settings.VOUCHER_OUTBOX = str(tmp_path)
    load_world(Clock(timezone.now()), lambda _: None, told_of=[one for one in REGIONS if one.code == HALLAND])


def passes(clock: time_machine.Traveller, *, until: str) -> None:
    """The time goes by, and what goes on by itself goes on."""
    end = civil(until)
    day = timezone.localdate()
    while day <= end.date():
        for hour in AT:
            moment = civil(f"{day}T{hour}")
            if timezone.now() < moment <= end:
                clock.move_to(moment)
                for task in BY_ITSELF:
                    task()
        day += timedelta(days=1)
    clock.move_to(end)


def comes(name: str) -> Walker:
    """One of the demo's people signs in."""
    walker = Walker(Assignment.objects.with_place().get(user__name=name))
    walker.signs_in()
    return walker


def status() -> str:
    return BilledMonth.objects.get(municipality_code=HALMSTAD, month=NOVEMBER).status


def told(organisation: str, kind: str) -> list[int]:
    """At which levels, in minutes after the date."""
    rows = Announcement.objects.filter(unit__organisation__code=organisation, kind=kind, month="2026-11")
    return list(rows.order_by("pk").values_list("minutes", flat=True))


def statements() -> list[tuple[str, int]]:
    """Halmstad's of the month with their whole kronor, in the order of their numbers."""
    rows = Statement.objects.filter(municipality_code=HALMSTAD, month=NOVEMBER)
    return [(one.number, int(one.amount)) for one in rows.order_by("place")]


def clicks_through(walker: Walker, button: str) -> None:
    """What takes long goes on by itself, or here by a click."""
    walker.clicks(button)
    while any("Gå vidare" in form.buttons for form in walker.page.forms):
        walker.clicks("Gå vidare")


def test_it_goes_from_live_figures_to_a_statement_issued_anew_and_paid(
    world: None, clock: time_machine.Traveller, tmp_path: Path
) -> None:
    payer, reviews, issues = comes("Maj Modig"), comes("Rut Rask"), comes("Rolf Rosén")

    def at_work(*walkers: Walker) -> None:
        for walker in walkers:
            walker.signs_in()

    # The registrations close by the clock; both sides were told before.
    passes(clock, until="2026-12-07T15:00")
    assert not BilledMonth.objects.filter(month=NOVEMBER).exists()
    at_work(payer)
    payer.goes("/inbox/")
    assert "Registreringen för november 2026 stänger snart" in payer.page.text
    passes(clock, until="2026-12-09T09:00")
    assert status() == MonthStatus.CLOSED
    assert told(HALMSTAD, "registrations_close") == told(HALLAND, "registrations_close") == [-4920, -600, 0]

    # The region shows that a patient was ready a day earlier; another of its people accepts that.
    at_work(reviews, issues, payer)
    reviews.goes(f"{MONTH}corrections/?episode={STAY}&kind=wrong_ready_time")
    reviews.clicks(
        "Föreslå", {"at": "2026-11-13T09:00", "evidence": "Avdelningens logg", "reference": "Dnr 1"}
    )
    correction = reviews.path
    issues.goes(correction)
    issues.sends({"decision": "accept"}, to=f"{correction}decide/")
    payer.goes(MONTH)
    assert "13 000 kr Snittet 1,56 dagar är 0,06 över riktmärket 1,50" in payer.page.text

    # One reviews all, another issues all on the day that the agreement names, of which the region is told.
    passes(clock, until="2026-12-11T09:00")
    at_work(reviews)
    reviews.goes("/months/all/2026-11/")
    clicks_through(reviews, "Granska alla")
    assert status() == MonthStatus.REVIEWED
    passes(clock, until="2026-12-20T09:00")
    assert told(HALLAND, "invoice") == [-2040, -960]
    at_work(issues)
    issues.goes("/months/all/2026-11/")
    clicks_through(issues, "Ge ut alla")
    assert set(BilledMonth.objects.filter(month=NOVEMBER).values_list("status", flat=True)) == {"issued"}
    ((first, amount),) = statements()
    assert amount == 13_000

    # What was issued is on its way to the municipality's accounts, and on its page, where it contests the stay.
    passes(clock, until="2026-12-21T09:00")
    assert {f"{first}-invoice.xml", f"{first}-voucher.si"} <= {one.name for one in tmp_path.iterdir()}
    at_work(payer)
    payer.goes(f"/statements/{first}/")
    payer.clicks("Vi har sett underlaget")
    payer.goes(f"/statements/{first}/?contest={STAY}")
    payer.sends({"reason": "Kommunen fick inget besked den dagen."}, to=f"/statements/{first}/contest/")
    dispute = payer.path
    payer.clicks("Påbörja den gemensamma analysen")
    assert status() == MonthStatus.DISPUTED

    # The region agrees, takes the statement back and its correction too, and issues another, which is paid.
    at_work(reviews, issues)
    reviews.goes(dispute)
    reviews.sends({"outcome": "upheld", "reason": "Loggen var en annan patients."}, to=f"{dispute}propose/")
    issues.goes(dispute)
    issues.clicks("Besluta så")
    reviews.goes(f"/statements/{first}/")
    reviews.clicks("Ge ut kreditnotan")
    assert status() == MonthStatus.CREDITED
    reviews.goes(correction)
    reviews.clicks("Föreslå", {"evidence": "Loggen var en annan patients."})
    issues.goes(reviews.path)
    issues.sends({"decision": "accept"}, to=f"{reviews.path}decide/")
    reviews.goes(f"{MONTH}statement/")
    reviews.clicks("Granska månaden")
    issues.goes(f"{MONTH}statement/")
    issues.clicks("Ge ut underlaget")
    second = issues.path.split("/")[2]
    assert statements() == [(first, 13_000), (statements()[1][0], -13_000), (second, 6_500)]
    passes(clock, until="2027-01-15T09:00")
    at_work(issues, payer)
    issues.goes(f"/statements/{second}/")
    issues.sends({"day": "2027-01-14"}, to=f"/statements/{second}/pay/")
    payer.goes(MONTH)
    assert status() == MonthStatus.PAID
    assert "6 500 kr" in payer.page.text

    # All three can be computed again, and everything that was to be sent has been.
    rows = Statement.objects.filter(municipality_code=HALMSTAD, month=NOVEMBER)
    assert all(verdict(one).is_same_again for one in rows)
    sendings = Sending.objects.filter(statement__in=rows)
    assert sendings.count() == 6
    assert set(sendings.values_list("state", flat=True)) == {"sent"}
