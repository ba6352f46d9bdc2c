"""A municipality contests a statement or lines of it; the parties analyse it together; two of the region decide."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed
from accounts.models import Assignment, Organisation
from billing.actions.dispute_log import days_to_decide, lock_dispute, log, write
from billing.actions.statements import lock_month_of
from billing.core.dispute_life import DISPUTE_STEPS, DisputeStep, Outcome
from billing.core.month_life import MonthStep, Side
from billing.errors import (
    AlreadyContested,
    DecisionNotProposed,
    NoFurtherLevel,
    NothingToContest,
    OwnDecision,
)
from billing.models import Dispute, DisputeEvent, Statement, StatementLine
from billing.statements.contested import contested_amount, dispute_levels

DECIDED = {
    Outcome.UPHELD: DisputeStep.ACCEPTED,
    Outcome.PARTLY: DisputeStep.ACCEPTED,
    Outcome.REJECTED: DisputeStep.REJECTED,
}
SIDES_OF = {Organisation.Kind.REGION: Side.REGION, Organisation.Kind.MUNICIPALITY: Side.MUNICIPALITY}


@transaction.atomic
def open_dispute(
    statement: Statement,
    *,
    by: Assignment,
    episodes: Collection[str],
    reason: str,
    at: datetime | None = None,
) -> Dispute:
    """The municipality contests lines by their numbers, or without any the whole month.

    What it would not owe if it is right is held; the rest is still to be paid.
    """
    locked = lock_month_of(statement, MonthStep.DISPUTED, by=by, at=at)
    if statement.disputes.open_or_rejected().exists():
        raise AlreadyContested
    numbers = sorted(set(episodes))
    of_statement = StatementLine.objects.filter(part__statement=statement)
    if of_statement.filter(episode_id__in=numbers).count() != len(numbers):
        raise NothingToContest
    held = contested_amount(statement, numbers) if numbers else statement.amount
    dispute = Dispute(
        statement=statement,
        region_code=statement.region_code,
        municipality_code=statement.municipality_code,
        month=statement.month,
        episodes=numbers,
        held_amount=held,
        opened_at=locked.now,
    )
    days_to_decide(dispute, locked.now)
    dispute.save()
    locked.record(MonthStep.DISPUTED, statement=statement)
    log(dispute, DisputeStep.OPENED, by=by, at=locked.now, text=reason)
    return dispute


@transaction.atomic
def start_analysis(
    dispute: Dispute, *, by: Assignment, text: str = "", at: datetime | None = None
) -> DisputeEvent:
    """The municipality starts the joint analysis, where the text says that it is done."""
    locked = lock_dispute(dispute, Permission.CONTEST_STATEMENT, by=by)
    return write(locked, DisputeStep.ANALYSIS_STARTED, by=by, at=at or timezone.now(), text=text)


@transaction.atomic
def note(dispute: Dispute, *, by: Assignment, text: str, at: datetime | None = None) -> DisputeEvent:
    """What either side has found or agreed, in the log that both keep."""
    locked = lock_dispute(dispute, Permission.TAKE_PART_IN_DISPUTE, by=by)
    return write(locked, DisputeStep.NOTED, by=by, at=at or timezone.now(), text=text)


@transaction.atomic
def escalate(dispute: Dispute, *, by: Assignment, text: str = "", at: datetime | None = None) -> DisputeEvent:
    """To the next level that the text names. What has been rejected is taken on by the municipality, and held again."""
    locked, now = lock_dispute(dispute, Permission.TAKE_PART_IN_DISPUTE, by=by), at or timezone.now()
    step = DisputeStep.TAKEN_ON if locked.status == DisputeStep.REJECTED else DisputeStep.ESCALATED
    _require_side(step, by)
    if locked.level + 1 >= len(dispute_levels(locked.statement)):
        raise NoFurtherLevel
    locked.level += 1
    days_to_decide(locked, now)
    event = write(locked, step, by=by, at=now, text=text)
    if step is DisputeStep.TAKEN_ON:
        lock_month_of(locked.statement, MonthStep.DISPUTED, by=by, at=now).record(
            MonthStep.DISPUTED, statement=locked.statement
        )
    return event


@transaction.atomic
def propose_decision(
    dispute: Dispute, *, by: Assignment, outcome: Outcome, reason: str, at: datetime | None = None
) -> DisputeEvent:
    """Waits for another person of the region; the latest proposal counts, and only the region sees it."""
    locked = lock_dispute(dispute, Permission.DECIDE_DISPUTE, by=by)
    now = at or timezone.now()
    step = DisputeStep.DECISION_PROPOSED
    return write(locked, step, by=by, at=now, text=reason, outcome=outcome.value, tells=False)


@transaction.atomic
def decide_dispute(dispute: Dispute, *, by: Assignment, at: datetime | None = None) -> DisputeEvent:
    """What was proposed is decided by another. Where the municipality is right a credit note is proposed with it.

    The credit note is then issued by somebody else than who decided here, and the month corrected and issued anew.
    """
    locked, now = lock_dispute(dispute, Permission.DECIDE_DISPUTE, by=by), at or timezone.now()
    proposal = latest_proposal(locked)
    if proposal is None:
        raise DecisionNotProposed
    if proposal.by_user_id == by.user_id:
        raise OwnDecision(permission=Permission.DECIDE_DISPUTE.value)
    outcome = Outcome(proposal.outcome)
    event = write(locked, DECIDED[outcome], by=by, at=now, text=proposal.text, outcome=outcome.value)
    step = MonthStep.DISPUTE_REJECTED if outcome is Outcome.REJECTED else MonthStep.CREDIT_PROPOSED
    month = lock_month_of(locked.statement, step, by=by, at=now)
    month.record(step, statement=locked.statement, reason=proposal.text[:500])
    return event


@transaction.atomic
def withdraw_dispute(
    dispute: Dispute, *, by: Assignment, text: str = "", at: datetime | None = None
) -> DisputeEvent:
    """The municipality contests it no more, and owes what was held."""
    locked, now = lock_dispute(dispute, Permission.CONTEST_STATEMENT, by=by), at or timezone.now()
    event = write(locked, DisputeStep.WITHDRAWN, by=by, at=now, text=text)
    step = MonthStep.DISPUTE_WITHDRAWN
    lock_month_of(locked.statement, step, by=by, at=now).record(step, statement=locked.statement)
    return event


def latest_proposal(dispute: Dispute) -> DisputeEvent | None:
    """The decision that waits for a second person: none before one, and none left from an earlier level."""
    steps = (DisputeStep.DECISION_PROPOSED, DisputeStep.ESCALATED, DisputeStep.TAKEN_ON)
    latest = dispute.events.filter(step__in=steps).select_related("by__unit__organisation", "by_user").last()
    return latest if latest is not None and latest.step == DisputeStep.DECISION_PROPOSED else None


def to_be_paid_now(dispute: Dispute) -> Decimal:
    """What the municipality does not contest."""
    return dispute.statement.amount - dispute.held_amount


def _require_side(step: DisputeStep, by: Assignment) -> None:
    side = SIDES_OF[Organisation.Kind(by.unit.organisation.kind)]
    if side not in DISPUTE_STEPS[step].acting:
        raise NotAllowed(permission=Permission.TAKE_PART_IN_DISPUTE.value)
