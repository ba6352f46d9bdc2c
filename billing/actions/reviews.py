"""Reviewing a month: one of the region's controllers stands behind its figures, for another to issue them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from billing.actions.drafts import DraftOf, Known, draft_of
from billing.actions.month_life import LockedMonth, lock_month
from billing.core.month_life import MonthStatus, MonthStep
from billing.errors import MonthStillOpen, NotCreditedBefore
from billing.models import MonthEvent
from billing.months.basis import AsKnown


@dataclass(frozen=True, slots=True)
class Review:
    """What a controller stands behind: the figures with the digest, as known then."""

    by: Assignment
    as_of: datetime
    as_known: AsKnown
    digest: str

    @property
    def known(self) -> Known:
        return self.as_of, self.as_known


@transaction.atomic
def review_month(
    *,
    by: Assignment,
    region: str,
    municipality: str,
    month: int,
    as_known: AsKnown = AsKnown.AT_CLOSE,
    at: datetime | None = None,
    draws: DraftOf = draft_of,
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
    draft = draws(region, municipality, month, (locked.now, as_known))
    return locked.record(MonthStep.REVIEWED, as_of=locked.now, as_known=as_known.value, digest=draft.digest)


def latest_review(locked: LockedMonth) -> Review | None:
    """The one that counts."""
    event = locked.latest(MonthStep.REVIEWED)
    if event is None or event.by is None or event.as_of is None:
        return None
    return Review(event.by, event.as_of, AsKnown(event.as_known), event.digest)


def _require_over(locked: LockedMonth) -> None:
    """A month that closes by the clock has; another is over."""
    until = locked.dates.closes_at or locked.dates.over_at
    if locked.status is MonthStatus.OPEN and (locked.dates.closes_at is not None or locked.now < until):
        raise MonthStillOpen(until=timezone.localtime(until).strftime("%Y-%m-%d %H:%M"))
