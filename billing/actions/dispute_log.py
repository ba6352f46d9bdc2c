"""The one way to write what happens in a dispute: locked, the table asked, the event and the new status together."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from billing.access import require_month
from billing.actions.month_life import locked_month
from billing.actions.office_messages import tell_offices
from billing.core.dispute_life import (
    DAYS_TO_DECIDE,
    DisputeStatus,
    DisputeStep,
    NoSuchDisputeStep,
    dispute_after,
)
from billing.core.months import month_name
from billing.errors import DisputeStepNotPossible
from billing.models import Dispute, DisputeEvent, Statement
from coordination.published import AnnouncementKind


def lock_dispute(dispute: Dispute, permission: Permission, *, by: Assignment) -> Dispute:
    """The dispute and its month locked until the transaction ends, for somebody who may take part so."""
    require_month(by, dispute.region_code, dispute.municipality_code)
    require(by, permission)
    locked_month(dispute.region_code, dispute.municipality_code, dispute.month)
    return Dispute.objects.select_for_update(of=("self",)).select_related("statement").get(pk=dispute.pk)


def write(
    locked: Dispute,
    step: DisputeStep,
    *,
    by: Assignment,
    at: datetime,
    text: str = "",
    outcome: str = "",
    tells: bool = True,
) -> DisputeEvent:
    """Writes the step; `DisputeStepNotPossible` where the dispute is not where it begins. The other side is told."""
    try:
        locked.status = dispute_after(DisputeStatus(locked.status), step)
    except NoSuchDisputeStep as impossible:
        raise DisputeStepNotPossible(step=step.value, status=locked.status) from impossible
    locked.save(update_fields=["status", "level", "decide_by"])
    return log(locked, step, by=by, at=at, text=text, outcome=outcome, tells=tells)


def log(
    dispute: Dispute,
    step: DisputeStep,
    *,
    by: Assignment,
    at: datetime,
    text: str = "",
    outcome: str = "",
    tells: bool = True,
) -> DisputeEvent:
    """A line of the log, of what the caller has done."""
    event = DisputeEvent.objects.create(
        dispute=dispute,
        step=step,
        occurred_at=at,
        by=by,
        by_user=by.user,
        text=text.strip(),
        level=dispute.level,
        outcome=outcome,
    )
    if tells:
        others = {dispute.region_code, dispute.municipality_code} - {by.unit.organisation.code}
        tell_offices(
            others,
            AnnouncementKind.DISPUTE,
            month=dispute.month,
            path=reverse("dispute", args=[dispute.pk]),
            at=at,
        )
    return event


def days_to_decide(dispute: Dispute, at: datetime) -> None:
    """Begins the time for the region's decision anew."""
    dispute.decide_by = timezone.localdate(at) + timedelta(days=DAYS_TO_DECIDE)


def settle_disputes(statement: Statement, note: Statement, *, by: Assignment, at: datetime) -> None:
    """What was contested has been taken back as a whole: the dispute is over, and says by which credit note."""
    for dispute in statement.disputes.holding().select_for_update():
        text = f"{note.number}, {month_name(note.month)}"
        write(dispute, DisputeStep.SETTLED, by=by, at=at, text=text)
