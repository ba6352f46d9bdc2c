"""How the demo's parties are told: a region with reminders of its own, and a unit that another is on duty for."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from billing.actions.month_reminders import remind_of_months
from config.demo.clock import Clock
from config.demo.places import HALLAND
from coordination.actions.duty import set_duty
from coordination.actions.reminder_levels import set_levels
from coordination.core.civil import STOCKHOLM
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import Level

HOUR = 60
CLOSED_ON = 8
"""Halland's registrations close with the 7th."""


def make_engine(units: Mapping[str, Unit]) -> None:
    """Sets both, by an administrator of the region."""
    administrators = Assignment.objects.filter(
        unit=units[f"administration {HALLAND}"], role=Role.SYSTEM_ADMINISTRATOR
    )
    by = administrators.with_place().earliest("pk")
    # A receipt is reminded of an hour before it is due, and the head is told later than Hemgång would.
    levels = [Level(-HOUR), Level(0), Level(4 * HOUR, to_head=True)]
    set_levels(by=by, kind=DeadlineKind.RECEIPT, levels=levels)
    set_duty(
        by=by,
        unit=units["primary care 1380"],
        duty_unit=units["primary care 1381"],
        begins=time(17),
        ends=time(7, 30),
        free_days_too=True,
    )


def tell_of_months(clock: Clock) -> None:
    """As at the last close: the offices have it in their inboxes."""
    month_before = clock.today.replace(day=1) - timedelta(days=1)
    closed_on = (clock.today if clock.today.day > CLOSED_ON else month_before).replace(day=CLOSED_ON)
    remind_of_months(now=datetime.combine(closed_on, time(0, 5), STOCKHOLM))
