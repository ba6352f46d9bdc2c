"""How the demo's parties are told: a region with reminders of its own, and a unit that another is on duty for."""

from collections.abc import Mapping
from datetime import time

from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from config.demo.places import HALLAND
from coordination.actions.duty import set_duty
from coordination.actions.reminder_levels import set_levels
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import Level

HOUR = 60


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
