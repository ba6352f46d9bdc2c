"""Which unit is on duty for another one: set and ended by the administrator of the one that goes home."""

from datetime import time

from django.db import transaction
from django.utils import timezone

from accounts.access.administration import require_administration
from accounts.access.roles import OFFICES
from accounts.models import Assignment, Unit
from accounts.models.unit import UnitQuerySet
from coordination.exchange_errors import DutyUnitRefused
from coordination.models import DutyHours


def units_for_duty(unit: Unit) -> UnitQuerySet:
    """Who could be on duty for the unit: the others of its organisation that have patients."""
    others = Unit.objects.in_use().filter(organisation=unit.organisation_id).exclude(pk=unit.pk)
    return others.exclude(kind__in=OFFICES)


@transaction.atomic
def set_duty(
    *, by: Assignment, unit: Unit, duty_unit: Unit, begins: time, ends: time, free_days_too: bool = False
) -> DutyHours:
    """The hours from now on; those before end. Raises `DutyUnitRefused` for a unit that can't be on duty for it."""
    require_administration(by, unit)
    if not units_for_duty(unit).filter(pk=duty_unit.pk).exists():
        raise DutyUnitRefused
    end_duty(by=by, unit=unit)
    return DutyHours.objects.create(
        unit=unit,
        duty_unit=duty_unit,
        begins=begins,
        ends=ends,
        free_days_too=free_days_too,
        set_by=by,
        set_at=timezone.now(),
    )


@transaction.atomic
def end_duty(*, by: Assignment, unit: Unit) -> None:
    """Nobody is on duty for the unit any more."""
    require_administration(by, unit)
    # Two administrators of one unit, or two clicks, come after each other.
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    DutyHours.objects.in_use().filter(unit=unit).update(ended_by=by, ended_at=timezone.now())
