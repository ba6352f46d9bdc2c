"""Sends what waits to be sent of issued documents, at least once.

1. It claims the row that has waited longest, by setting when another may try.
2. It makes the file and has it carried, outside of any transaction.
3. It writes down how it went, if nobody else has claimed the row meanwhile.

Killed between 2 and 3, the file is sent again under the same name and key, by which its receiver knows it.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError
from billing.carriers.chosen import UnknownCarrier, carrier_of, credentials
from billing.carriers.parcel import MISCONFIGURED, NotCarried, Parcel
from billing.exports.files import E_INVOICE, VOUCHER, ExportFile
from billing.models import Sending, SendingKind, SendingState
from billing.statements.stored import content_of
from coordination.published import MOST_ATTEMPTS, retry_at

logger = logging.getLogger(__name__)

BATCH = 100
NO_ANSWER = "no_answer"
FILE_OF: Mapping[str, ExportFile] = {SendingKind.E_INVOICE: E_INVOICE, SendingKind.VOUCHER: VOUCHER}


def send_outbox(*, now: datetime | None = None, most: int = BATCH) -> int:
    """How many were tried."""
    tried = 0
    _give_up(now or timezone.now())
    while tried < most and (row := _claim(now or timezone.now())):
        try:
            digest, fault = _carry(row), None
        except NotCarried as refused:
            digest, fault = "", refused
        _settle(row, digest, fault, now or timezone.now())
        tried += 1
    return tried


def address_of(kind: str) -> str:
    """Where the settings have a kind of file sent."""
    return settings.VOUCHER_OUTBOX if kind == SendingKind.VOUCHER else settings.INVOICE_OUTBOX


@transaction.atomic
def _claim(now: datetime) -> Sending | None:
    """What nobody else holds, the oldest first."""
    due = Sending.objects.to_be_sent(now).filter(attempts__lt=MOST_ATTEMPTS)
    row = due.select_for_update(skip_locked=True).order_by("next_attempt_at", "pk").first()
    if row is None:
        return None
    row.attempts += 1
    row.next_attempt_at = retry_at(row.attempts, now)
    row.save(update_fields=["attempts", "next_attempt_at"])
    return row


def _carry(row: Sending) -> str:
    """The digest of what was sent. A file that cannot be made keeps no other waiting: a person sees why."""
    file, statement = FILE_OF[row.kind], row.statement
    try:
        content = file.make(statement, content_of(statement))
    except DomainError as refused:
        raise NotCarried(refused.code, is_final=True) from refused
    try:
        carrier = carrier_of(address_of(row.kind), credentials())
    except UnknownCarrier as unknown:
        raise NotCarried(MISCONFIGURED) from unknown
    carrier.carry(Parcel(str(row.key), file.file_name(statement), file.kind, content))
    return sha256(content).hexdigest()


def _settle(row: Sending, digest: str, fault: NotCarried | None, now: datetime) -> None:
    """Only while the claim is ours: one that took too long leaves the word to whoever claimed it after."""
    ours = Sending.objects.filter(pk=row.pk, state=SendingState.PENDING, next_attempt_at=row.next_attempt_at)
    if fault is None:
        ours.update(state=SendingState.SENT, sent_at=now, next_attempt_at=None, fault="", digest=digest)
    elif fault.is_final or row.attempts >= MOST_ATTEMPTS:
        ours.update(state=SendingState.FAILED, failed_at=now, next_attempt_at=None, fault=fault.code)
        logger.warning("a document could not be sent", extra={"code": fault.code})
    else:
        ours.update(fault=fault.code)


def _give_up(now: datetime) -> None:
    """Those whose last attempt never came to an end."""
    Sending.objects.to_be_sent(now).filter(attempts__gte=MOST_ATTEMPTS).update(
        state=SendingState.FAILED, failed_at=now, next_attempt_at=None, fault=NO_ANSWER
    )
