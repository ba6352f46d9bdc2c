"""Registering that a statement has been paid."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from billing.actions.statements import lock_month_of
from billing.core.month_life import MonthStep
from billing.errors import PaidOnImpossibleDay, StepNotPossible
from billing.models import MonthEvent, Statement


@transaction.atomic
def register_payment(
    statement: Statement, *, by: Assignment, day: date, undisputed: bool = False, at: datetime | None = None
) -> MonthEvent:
    """The whole amount came on that day, or with `undisputed` what the municipality does not contest."""
    step = MonthStep.PART_PAID if undisputed else MonthStep.PAID
    locked = lock_month_of(statement, step, by=by, at=at)
    if not timezone.localdate(statement.issued_at) <= day <= timezone.localdate(locked.now):
        raise PaidOnImpossibleDay
    if not undisputed:
        return locked.record(step, statement=statement, day=day)
    if locked.row.events.filter(step=step, statement=statement).exists():
        raise StepNotPossible(step=step.value, status=locked.status.value)
    held = statement.disputes.holding().get().held_amount
    return locked.record(step, statement=statement, day=day, amount=statement.amount - held)
