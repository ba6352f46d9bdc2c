"""Taking back a statement: one controller proposes it with the reason, and another one issues the credit note."""

from datetime import datetime

from django.db import transaction

from accounts.access.permissions import Permission
from accounts.models import Assignment
from billing.actions.dispute_log import settle_disputes
from billing.actions.issued_messages import tell_municipality
from billing.actions.sendings import write_sendings
from billing.actions.statement_numbers import take_number
from billing.actions.statements import lock_month_of
from billing.core.month_life import MonthStep
from billing.errors import CreditNotProposed, OwnReview, PersonalNumberSaid
from billing.models import MonthEvent, Statement, StatementKind
from billing.models.personal_numbers import has_personal_number
from billing.statements.digests import code_version


@transaction.atomic
def propose_credit(
    statement: Statement, *, by: Assignment, reason: str, at: datetime | None = None
) -> MonthEvent:
    """Waits for a second person; the latest proposal is the one that counts.

    The reason stands on the credit note: `PersonalNumberSaid` where it has a person's number.
    """
    locked = lock_month_of(statement, MonthStep.CREDIT_PROPOSED, by=by, at=at)
    if has_personal_number(reason):
        raise PersonalNumberSaid
    return locked.record(MonthStep.CREDIT_PROPOSED, statement=statement, reason=reason.strip())


@transaction.atomic
def credit_statement(statement: Statement, *, by: Assignment, at: datetime | None = None) -> Statement:
    """The credit note: a document of its own, in the same series, of the whole amount. The month is reviewed anew."""
    locked = lock_month_of(statement, MonthStep.CREDITED, by=by, at=at)
    proposal = locked.row.events.filter(step=MonthStep.CREDIT_PROPOSED, statement=statement).last()
    if proposal is None or proposal.by is None:
        raise CreditNotProposed
    if proposal.by_user_id == by.user_id:
        raise OwnReview(permission=Permission.CREDIT_STATEMENT.value)
    note = Statement.objects.create(
        **take_number(statement.region_code, locked.now),
        kind=StatementKind.CREDIT_NOTE,
        municipality_code=statement.municipality_code,
        month=statement.month,
        issued_by=by,
        issued_by_user=by.user,
        prepared_by=proposal.by,
        prepared_by_user=proposal.by.user,
        as_of=statement.as_of,
        as_known=statement.as_known,
        amount=-statement.amount,
        code_version=code_version(),
        facts_digest=statement.facts_digest,
        digest=statement.digest,
        credits=statement,
        reason=proposal.reason,
    )
    locked.record(MonthStep.CREDITED, statement=note)
    write_sendings(note, at=locked.now)
    settle_disputes(statement, note, by=by, at=locked.now)
    tell_municipality(note)
    return note
