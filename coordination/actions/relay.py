"""The relay: sends what waits to be sent. Killed at any point, doubled or late, it loses nothing.

1. It claims the message that has waited longest (or all that one mail can tell of), by setting when another may try.
2. It sends outside of any transaction.
3. It writes down how it went, if nobody else has claimed the message meanwhile.

Killed between 2 and 3, the message is sent again: under the same key, by which its receiver knows it.
"""

import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from coordination.actions import mail, webhooks
from coordination.actions.batches import FAULTS_OF_A_ROW
from coordination.actions.sending import CHANNEL_ARCHIVED, UNREACHABLE, UNWRITABLE, Fault
from coordination.core.attempts import MOST_ATTEMPTS, retry_at
from coordination.models import Channel, Delivery, DeliveryState, Heartbeat, Medium

logger = logging.getLogger(__name__)

BATCH = 200
LONGEST_ROUND = 120.0
"""Seconds after which a round ends, however many receivers hang; the next one goes on, and the watch sees both."""
NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Claim:
    """Messages that go together by one channel, and until when they are ours."""

    rows: Sequence[Delivery]
    channel: Channel
    until: datetime


def relay(*, now: datetime | None = None, most: int = BATCH) -> int:
    """How many letters and calls were attempted."""
    attempted, begun = 0, time.monotonic()
    unwell: set[int] = set()
    _give_up(now or timezone.now())
    while (
        attempted < most
        and time.monotonic() - begun < LONGEST_ROUND
        and (claim := _claim(now or timezone.now(), unwell))
    ):
        fault = _send(claim)
        _settle(claim, fault, now or timezone.now())
        if fault:
            unwell |= _unwell_by(claim.channel, fault)
        attempted += 1
    Heartbeat.objects.beat("relay", now or timezone.now())
    return attempted


def _unwell_by(channel: Channel, fault: Fault) -> set[int]:
    """What is left alone for the round: a receiver that hangs keeps nobody waiting for each of its messages.

    Where nobody answers, that goes for every unit that is told by the same server.
    """
    if channel.medium != Medium.WEBHOOK or fault is not UNREACHABLE:
        return {channel.pk}
    server = urlsplit(channel.address)
    same = Channel.objects.in_use().filter(
        medium=Medium.WEBHOOK, address__istartswith=f"{server.scheme}://{server.netloc}"
    )
    return {channel.pk, *same.values_list("pk", flat=True)}


@transaction.atomic
def _claim(now: datetime, unwell: Collection[int]) -> Claim | None:
    """What nobody else holds, the oldest first; messages for one mail address go in one letter."""
    due = Delivery.objects.to_be_sent(now).filter(attempts__lt=MOST_ATTEMPTS)
    due = due.order_by("next_attempt_at", "pk")
    left_alone = set(unwell)
    while oldest := due.exclude(channel__in=left_alone).values_list("channel", flat=True).first():
        left_alone.add(oldest)
        # Its channel is held before any of its messages: else two could each take a part of one letter, and send it
        # under one Message-ID. No key: whoever writes a message for the channel meanwhile need not wait.
        free = Channel.objects.select_for_update(skip_locked=True, no_key=True)
        channel = free.filter(pk=oldest).first()
        if channel and (rows := _together(due.filter(channel=channel))):
            return _claimed(rows, channel, now)
    return None


def _together(due: QuerySet[Delivery]) -> list[Delivery]:
    """The message of a channel that has waited longest, and what goes in the same letter; none where it was taken."""
    due = due.select_for_update(of=("self",)).select_related("event", "reminder", "announcement")
    first = due.first()
    if first is None or first.medium != Medium.MAIL:
        return [first] if first else []
    # A letter that failed goes as it was: what has come since has its own attempts.
    return [first, *due.filter(batch=first.batch).exclude(pk=first.pk)]


def _claimed(rows: Sequence[Delivery], channel: Channel, now: datetime) -> Claim:
    batch = rows[0].batch or rows[0].key
    attempts = max(row.attempts for row in rows) + 1
    until = retry_at(attempts, now)
    for row in rows:
        row.batch, row.attempts = batch, attempts
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        batch=batch, attempts=attempts, next_attempt_at=until
    )
    return Claim(rows, channel, until)


def _send(claim: Claim) -> Fault | None:
    """How it went. A message that cannot even be written keeps no other waiting: in the end a person sees it."""
    if claim.channel.archived_at:
        return CHANNEL_ARCHIVED
    try:
        if claim.channel.medium == Medium.MAIL:
            return mail.send(claim.rows, claim.channel)
        return webhooks.send(claim.rows[0], claim.channel)
    except FAULTS_OF_A_ROW:
        logger.exception("a message cannot be written", extra={"unit": claim.channel.unit_id})
        return UNWRITABLE


def _settle(claim: Claim, fault: Fault | None, now: datetime) -> None:
    """Only while the claim is ours: one that took too long leaves the word to whoever claimed it after."""
    ours = Delivery.objects.filter(
        pk__in=[row.pk for row in claim.rows], state=DeliveryState.PENDING, next_attempt_at=claim.until
    )
    if fault is None and claim.channel.medium == Medium.MAIL:
        ours.update(state=DeliveryState.SENT, sent_at=now, next_attempt_at=None, fault="")
    elif fault is None:
        ours.update(
            state=DeliveryState.DELIVERED, sent_at=now, delivered_at=now, next_attempt_at=None, fault=""
        )
    elif fault.is_final or claim.rows[0].attempts >= MOST_ATTEMPTS:
        ours.update(state=DeliveryState.FAILED, failed_at=now, next_attempt_at=None, fault=fault.code)
        logger.warning("message failed", extra={"unit": claim.channel.unit_id, "code": fault.code})
    else:
        ours.update(fault=fault.code)


def _give_up(now: datetime) -> None:
    """Whose last attempt never came to an end."""
    Delivery.objects.to_be_sent(now).filter(attempts__gte=MOST_ATTEMPTS).update(
        state=DeliveryState.FAILED, failed_at=now, next_attempt_at=None, fault=NO_ANSWER
    )
