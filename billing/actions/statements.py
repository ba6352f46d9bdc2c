"""Issuing what was reviewed, by somebody else than who reviewed it; the municipality may say that it has seen it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.models import Assignment
from billing.actions.correction_months import corrected_since, corrections_that_wait
from billing.actions.drafts import DraftOf, draft_of
from billing.actions.issued_messages import tell_municipality
from billing.actions.month_life import LockedMonth, lock_month
from billing.actions.reviews import Review, latest_review
from billing.actions.sendings import write_sendings
from billing.actions.statement_numbers import take_number
from billing.core.month_life import MonthStep
from billing.errors import (
    BeforeInvoiceDay,
    CalculatedOnly,
    CorrectedSinceReview,
    CorrectionsWait,
    FiguresChanged,
    OwnReview,
    StepNotPossible,
)
from billing.models import MonthEvent, Statement, StatementKind
from billing.months.issuing import issues_statements
from billing.statements.digests import code_version
from billing.statements.stored import store_drafts


@transaction.atomic
def issue_statement(
    *,
    by: Assignment,
    region: str,
    municipality: str,
    month: int,
    before_the_day: bool = False,
    at: datetime | None = None,
    draws: DraftOf = draft_of,
) -> Statement:
    """The statement of a reviewed month, with the next number of the region's year, for ever.

    `before_the_day` says that it is sent before the day that the agreement names on purpose.
    """
    locked = lock_month(MonthStep.ISSUED, by=by, region=region, municipality=municipality, month=month, at=at)
    if not issues_statements(region, month):
        raise CalculatedOnly
    review = _another_persons_review(locked)
    _require_day(locked, before_the_day)
    _require_corrections_settled(locked, review)
    draft = draws(region, municipality, month, review.known)
    if draft.digest != review.digest:
        raise FiguresChanged
    statement = Statement.objects.create(
        **take_number(region, locked.now),
        kind=StatementKind.STATEMENT,
        municipality_code=municipality,
        month=month,
        issued_by=by,
        issued_by_user=by.user,
        prepared_by=review.by,
        prepared_by_user=review.by.user,
        as_of=review.as_of,
        as_known=review.as_known.value,
        amount=draft.amount,
        code_version=code_version(),
        facts_digest=draft.facts_digest,
        digest=review.digest,
    )
    store_drafts({statement: draft})
    locked.record(MonthStep.ISSUED, statement=statement)
    write_sendings(statement, at=locked.now)
    tell_municipality(statement)
    return statement


@transaction.atomic
def acknowledge_statement(statement: Statement, *, by: Assignment, at: datetime | None = None) -> MonthEvent:
    """The municipality has seen it, and has said nothing more than that. Once is enough."""
    locked = lock_month_of(statement, MonthStep.ACKNOWLEDGED, by=by, at=at)
    said = locked.row.events.filter(step=MonthStep.ACKNOWLEDGED, statement=statement)
    return said.first() or locked.record(MonthStep.ACKNOWLEDGED, statement=statement)


def lock_month_of(
    statement: Statement, step: MonthStep, *, by: Assignment, at: datetime | None = None
) -> LockedMonth:
    """The month of a statement, locked; `StepNotPossible` where another one stands for it now."""
    locked = lock_month(
        step,
        by=by,
        region=statement.region_code,
        municipality=statement.municipality_code,
        month=statement.month,
        at=at,
    )
    standing = locked.latest(MonthStep.ISSUED)
    if standing is None or standing.statement_id != statement.pk:
        raise StepNotPossible(step=step.value, status=locked.row.status)
    return locked


def _another_persons_review(locked: LockedMonth) -> Review:
    review = latest_review(locked)
    if review is None:
        raise StepNotPossible(step=MonthStep.ISSUED.value, status=locked.row.status)
    if review.by.user_id == locked.by.user_id:
        raise OwnReview(permission=Permission.ISSUE_STATEMENT.value)
    return review


def _require_corrections_settled(locked: LockedMonth, review: Review) -> None:
    row = locked.row
    of_month = row.region_code, row.municipality_code, row.month
    if corrections_that_wait(*of_month):
        raise CorrectionsWait
    if corrected_since(*of_month, review.as_of):
        raise CorrectedSinceReview


def _require_day(locked: LockedMonth, before_the_day: bool) -> None:
    day = locked.dates.invoice_on
    if day is not None and timezone.localdate(locked.now) < day and not before_the_day:
        raise BeforeInvoiceDay(day=day.isoformat())
