"""What is sent of a document: rows written in the transaction that issues it, and again when a person says so."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from billing.access import require_month
from billing.errors import InvoicePartyUnknown, NothingOwed, NothingToSend
from billing.exports.parties import receiver_of, sender_of
from billing.models import Sending, SendingKind, SendingState, Statement

PARTY_UNKNOWN = InvoicePartyUnknown.code


def write_sendings(statement: Statement, *, at: datetime) -> list[Sending]:
    """The rows that it has not got yet: those that wait, and one that failed at once where its receiver is unknown.

    None for a document by which nothing is owed, and none in a region that has entered no invoice details.
    """
    if not statement.amount:
        return []
    there = set(Sending.objects.filter(statement=statement).values_list("kind", flat=True))
    rows = [row for row in _rows(statement, at) if row.kind not in there]
    return Sending.objects.bulk_create(rows)


@transaction.atomic
def send_again(statement: Statement, *, by: Assignment, at: datetime | None = None) -> int:
    """How many are sent by it: what failed, from the beginning and under the same key, and what was never written.

    What has been sent is not sent twice: a wrong one is credited. Raises `NothingToSend` where nothing is left to send.
    """
    require_month(by, statement.region_code, statement.municipality_code)
    require(by, Permission.ISSUE_STATEMENT)
    if not statement.amount:
        raise NothingOwed
    # Details that are missing are said here, and not by a row that fails.
    sender_of(statement)
    receiver_of(statement)
    now = at or timezone.now()
    failed = Sending.objects.select_for_update().filter(statement=statement).failed()
    again = failed.update(
        state=SendingState.PENDING, attempts=0, failed_at=None, fault="", next_attempt_at=now
    )
    sent = again + len(write_sendings(statement, at=now))
    if not sent:
        raise NothingToSend
    return sent


def _rows(statement: Statement, at: datetime) -> Iterator[Sending]:
    try:
        sender = sender_of(statement)
    except InvoicePartyUnknown:
        return
    waits: dict[str, Any] = {"state": SendingState.PENDING, "next_attempt_at": at}
    try:
        receiver_of(statement)
    except InvoicePartyUnknown:
        waits = {"state": SendingState.FAILED, "failed_at": at, "fault": PARTY_UNKNOWN}
    yield Sending(statement=statement, kind=SendingKind.E_INVOICE, created_at=at, **waits)
    if sender.has_accounts:
        yield Sending(statement=statement, kind=SendingKind.VOUCHER, created_at=at, **waits)
