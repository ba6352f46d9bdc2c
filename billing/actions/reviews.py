"""Reviewing a month: one of the region's controllers stands behind its figures, for another to issue them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from billing.actions.month_life import LockedMonth, lock_month
from billing.core.liability import DailyAmountMissing
from billing.core.month_life import MonthStatus, MonthStep
from billing.errors import DailyAmountUnknown, MonthStillOpen, NotCreditedBefore, NothingToIssue
from billing.models import MonthEvent
from billing.months.basis import AsKnown
from billing.months.between import MonthBetween
from billing.statements.content import Content
from billing.statements.digests import content_digest
from billing.statements.drawing import drawn


@dataclass(frozen=True, slots=True)
class Review:
    """What a controller stands behind: the figures with the digest, as known then."""

    by: Assignment
    as_of: datetime
    as_known: AsKnown
    digest: str


@transaction.atomic
def review_month(
    *,
    by: Assignment,
    region: str,
    municipality: str,
    month: int,
    as_known: AsKnown = AsKnown.AT_CLOSE,
    at: datetime | None = None,
) -> MonthEvent:
    """The figures as they are known now, where the month has not closed by the clock; they are those to be issued.

    With `AsKnown.NOW` what was registered after the close counts too, once a statement of the month has been credited.
    """
    locked = lock_month(
        MonthStep.REVIEWED, by=by, region=region, municipality=municipality, month=month, at=at
    )
    _require_over(locked)
    if as_known is AsKnown.NOW and locked.latest(MonthStep.CREDITED) is None:
        raise NotCreditedBefore
    content = to_be_issued(region, municipality, month, as_of=locked.now, as_known=as_known)
    return locked.record(
        MonthStep.REVIEWED, as_of=locked.now, as_known=as_known.value, digest=content_digest(content)
    )


def latest_review(locked: LockedMonth) -> Review | None:
    """The one that counts."""
    event = locked.latest(MonthStep.REVIEWED)
    if event is None or event.by is None or event.as_of is None:
        return None
    return Review(event.by, event.as_of, AsKnown(event.as_known), event.digest)


def to_be_issued(
    region: str, municipality: str, month: int, *, as_of: datetime, as_known: AsKnown = AsKnown.AT_CLOSE
) -> Content:
    """What a statement would say; raises `NothingToIssue`, or `DailyAmountUnknown`, where there can be none."""
    between = MonthBetween(
        region, municipality, month, as_of=as_of, as_known=as_known, compares=True, months_seen=1
    )
    try:
        content = drawn(between)
    except DailyAmountMissing as missing:
        raise DailyAmountUnknown(years=", ".join(map(str, missing.years))) from missing
    if not content.lines:
        raise NothingToIssue
    return content


def _require_over(locked: LockedMonth) -> None:
    """A month that closes by the clock has; another is over."""
    until = locked.dates.closes_at or locked.dates.over_at
    if locked.status is MonthStatus.OPEN and (locked.dates.closes_at is not None or locked.now < until):
        raise MonthStillOpen(until=timezone.localtime(until).strftime("%Y-%m-%d %H:%M"))
