"""Deciding whether a region issues statements; another person approves it (two_people.py)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from billing.actions.daily_amounts import require_regions_administrator
from billing.models import IssuingDecision
from billing.models.two_people import APPROVAL


@transaction.atomic
def decide_issuing(
    *, by: Assignment, first_month: int, issues: bool, source: str, at: datetime | None = None
) -> IssuingDecision:
    """A decision of the own region that waits for a second person; `source` is where it was made."""
    require_regions_administrator(by)
    entered = IssuingDecision(
        organisation=by.unit.organisation,
        first_month=first_month,
        issues=issues,
        source=source.strip(),
        entered_by=by,
        entered_by_user=by.user,
        entered_at=at or timezone.now(),
    )
    entered.full_clean(exclude=APPROVAL)
    entered.save()
    return entered
