"""Entering a year's daily amount, and approving what somebody else has entered."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.models import Assignment, Organisation
from billing.models import EnteredDailyAmount


class OwnEntry(NotAllowed):
    """Two people must stand behind an amount."""

    code = "own_entry"
    sentence = gettext_noop("You entered this amount yourself. Ask somebody else to approve it.")


@transaction.atomic
def enter_daily_amount(
    *, by: Assignment, year: int, kronor: Decimal, source: str, at: datetime | None = None
) -> EnteredDailyAmount:
    """An amount that waits for a second person; nothing is computed with it until then."""
    _require_regions_administrator(by)
    entered = EnteredDailyAmount(
        year=year, kronor=kronor, source=source.strip(), entered_by=by, entered_at=at or timezone.now()
    )
    entered.full_clean(exclude=["approved_by", "approved_at"])
    entered.save()
    return entered


@transaction.atomic
def approve_daily_amount(
    entered: EnteredDailyAmount, *, by: Assignment, at: datetime | None = None
) -> EnteredDailyAmount:
    """Puts the amount in force from now on; what was asked as known earlier stays as it was. Once is enough."""
    _require_regions_administrator(by)
    waiting = EnteredDailyAmount.objects.select_for_update(of=("self",)).select_related("entered_by")
    entered = waiting.get(pk=entered.pk)
    if entered.entered_by.user_id == by.user_id:
        raise OwnEntry(permission=Permission.ADMINISTER_ORGANISATION.value)
    if entered.approved_at is None:
        entered.approved_by, entered.approved_at = by, at or timezone.now()
        entered.save(update_fields=["approved_by", "approved_at"])
    return entered


def _require_regions_administrator(by: Assignment) -> None:
    """The region sends the bills; who pays them has no say in what a day costs."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    if by.unit.organisation.kind != Organisation.Kind.REGION:
        raise NotAllowed(permission=Permission.ADMINISTER_ORGANISATION.value)
