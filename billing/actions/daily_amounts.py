"""Entering a year's daily amount; another person approves it (two_people.py)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.models import Assignment, Organisation
from billing.models import EnteredDailyAmount
from billing.models.two_people import APPROVAL


@transaction.atomic
def enter_daily_amount(
    *, by: Assignment, year: int, kronor: Decimal, source: str, at: datetime | None = None
) -> EnteredDailyAmount:
    """An amount of the own region that waits for a second person; nothing is computed with it until then."""
    require_regions_administrator(by)
    entered = EnteredDailyAmount(
        organisation=by.unit.organisation,
        year=year,
        kronor=kronor,
        source=source.strip(),
        entered_by=by,
        entered_by_user=by.user,
        entered_at=at or timezone.now(),
    )
    entered.full_clean(exclude=APPROVAL)
    entered.save()
    return entered


def require_regions_administrator(by: Assignment) -> None:
    """The region sends the bills; who pays them has no say in what a day costs."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    if by.unit.organisation.kind != Organisation.Kind.REGION:
        raise NotAllowed(permission=Permission.ADMINISTER_ORGANISATION.value)
