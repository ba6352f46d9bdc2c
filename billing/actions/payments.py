"""Registering that a statement has been paid."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from billing.actions.statements import lock_month_of
from billing.core.month_life import MonthStep
from billing.errors import PaidOnImpossibleDay
from billing.models import MonthEvent, Statement


@transaction.atomic
def register_payment(
    statement: Statement, *, by: Assignment, day: date, at: datetime | None = None
) -> MonthEvent:
    """The whole amount came on that day."""
    locked = lock_month_of(statement, MonthStep.PAID, by=by, at=at)
    if not timezone.localdate(statement.issued_at) <= day <= timezone.localdate(locked.now):
        raise PaidOnImpossibleDay
    return locked.record(MonthStep.PAID, statement=statement, day=day)
