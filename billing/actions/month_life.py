"""The one way to write what happens to a month: locked, the table asked, the event and the new status together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from billing.access import require_month
from billing.core.month_life import MonthStatus, MonthStep, NoSuchMonthStep, month_after
from billing.errors import StepNotPossible
from billing.models import BilledMonth, MonthEvent
from billing.months.dates import MonthDates, dates_between

PERMISSION_FOR = {
    MonthStep.REVIEWED: Permission.REVIEW_MONTH,
    MonthStep.ISSUED: Permission.ISSUE_STATEMENT,
    MonthStep.ACKNOWLEDGED: Permission.ACKNOWLEDGE_STATEMENT,
    MonthStep.DISPUTED: Permission.CONTEST_STATEMENT,
    MonthStep.DISPUTE_WITHDRAWN: Permission.CONTEST_STATEMENT,
    MonthStep.DISPUTE_REJECTED: Permission.DECIDE_DISPUTE,
    MonthStep.PART_PAID: Permission.REGISTER_PAYMENT,
    MonthStep.PAID: Permission.REGISTER_PAYMENT,
    MonthStep.CREDIT_PROPOSED: Permission.CREDIT_STATEMENT,
    MonthStep.CREDITED: Permission.CREDIT_STATEMENT,
}
"""What each step asks for that somebody takes."""


@dataclass(frozen=True, slots=True)
class LockedMonth:
    """A month in which nobody else can write until the transaction ends, and who takes a step in it, when."""

    row: BilledMonth
    dates: MonthDates
    by: Assignment
    now: datetime

    @property
    def status(self) -> MonthStatus:
        return MonthStatus(self.row.status)

    def require(self, step: MonthStep) -> None:
        """Raises `StepNotPossible` where the month is not where the step begins."""
        _after(self.row, step)

    def record(self, step: MonthStep, **said: Any) -> MonthEvent:
        """Writes the step with what it tells."""
        return _record(self.row, step, at=self.now, registered_at=self.now, by=self.by, **said)

    def latest(self, step: MonthStep) -> MonthEvent | None:
        """The last time that it happened."""
        return self.row.events.filter(step=step).select_related("by__user").last()


def require_step(step: MonthStep, *, by: Assignment, region: str, municipality: str) -> None:
    """`Http404` for a month between others; then `NotAllowed` for who may see it and not do this."""
    require_month(by, region, municipality)
    require(by, PERMISSION_FOR[step])


def lock_month(
    step: MonthStep, *, by: Assignment, region: str, municipality: str, month: int, at: datetime | None = None
) -> LockedMonth:
    """The month locked for somebody who may take the step, which must be possible; closed first, if it is time.

    Call it in a transaction.
    """
    require_step(step, by=by, region=region, municipality=municipality)
    now = at or timezone.now()
    row, dates = locked_month(region, municipality, month), dates_between(region, municipality, month)
    close_if_due(row, dates, now)
    locked = LockedMonth(row, dates, by, now)
    locked.require(step)
    return locked


def close_if_due(row: BilledMonth, dates: MonthDates, now: datetime) -> bool:
    """Writes that a locked month has closed, as of when it did, however late that is found out; whether it was due."""
    if row.status != MonthStatus.OPEN or dates.closes_at is None or now < dates.closes_at:
        return False
    _record(row, MonthStep.CLOSED, at=dates.closes_at, registered_at=now, by=None)
    return True


def locked_month(region: str, municipality: str, month: int) -> BilledMonth:
    """The month's row, made if it is not there, and locked until the transaction ends."""
    keys = {"region_code": region, "municipality_code": municipality, "month": month}
    BilledMonth.objects.bulk_create([BilledMonth(**keys)], ignore_conflicts=True)
    return BilledMonth.objects.select_for_update().get(**keys)


def _record(
    row: BilledMonth,
    step: MonthStep,
    *,
    at: datetime,
    registered_at: datetime,
    by: Assignment | None,
    **said: Any,
) -> MonthEvent:
    row.status = _after(row, step)
    row.save(update_fields=["status"])
    return MonthEvent.objects.create(
        billed_month=row,
        step=step,
        occurred_at=at,
        registered_at=registered_at,
        by=by,
        by_user=None if by is None else by.user,
        **said,
    )


def _after(row: BilledMonth, step: MonthStep) -> MonthStatus:
    try:
        return month_after(MonthStatus(row.status), step)
    except NoSuchMonthStep as impossible:
        raise StepNotPossible(step=step.value, status=row.status) from impossible
