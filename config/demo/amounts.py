"""What a day of care costs in the demo: an invented amount that says so wherever it is shown.

Socialstyrelsen's amounts of the latest years do not ship with the agreements. Without any amount a month shows days and
no kronor, so the demo enters one as an installation would: one administrator enters it, another one approves.
"""

from decimal import Decimal

from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from agreements.daily_amounts import load_daily_amounts
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.two_people import approve
from config.demo.clock import Clock

KRONOR = Decimal(10_000)
"""So round that nobody takes it for the real one, and easy to reckon with."""
SOURCE = "Påhittat belopp för demonstrationen"


def make_daily_amounts(administration: Unit, clock: Clock) -> None:
    """Stores the amount for this year and the last, unless the real one ships."""
    administrators = Assignment.objects.filter(unit=administration, role=Role.SYSTEM_ADMINISTRATOR)
    first, second = administrators.with_place().order_by("pk")[:2]
    for year in (clock.today.year - 1, clock.today.year):
        if year not in load_daily_amounts():
            entered_at = clock.days_ago(400, "10:00")
            amount = enter_daily_amount(by=first, year=year, kronor=KRONOR, source=SOURCE, at=entered_at)
            approve(amount, by=second, at=clock.days_ago(399, "10:00"))
