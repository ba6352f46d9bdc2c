"""What is sent of a document that has been issued: where it is on its way, or why it never left."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from billing.models.statement import Statement


class SendingKind(models.TextChoices):
    E_INVOICE = "e_invoice", _("E-invoice")
    VOUCHER = "voucher", _("Voucher")


class SendingState(models.TextChoices):
    PENDING = "pending", _("Waits to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")


class SendingQuerySet(models.QuerySet["Sending"]):
    def to_be_sent(self, now: datetime) -> Self:
        """What may be tried now."""
        return self.filter(state=SendingState.PENDING, next_attempt_at__lte=now)

    def in_order(self) -> Self:
        """What failed before what waits before what is sent, and the latest before the earlier."""
        states = [SendingState.FAILED, SendingState.PENDING, SendingState.SENT]
        place = Case(*(When(state=state, then=place) for place, state in enumerate(states)))
        return self.order_by(place, "-created_at", "-pk")

    def failed(self) -> Self:
        """What a person must see to."""
        return self.filter(state=SendingState.FAILED)


class Sending(models.Model):
    """Written in the transaction that issues the document; what is sent is made of the document each time, the same.

    The outbox claims it by setting when another may try (`next_attempt_at`): it arrives at least once, under one `key`.
    `attempts` counts those begun. `digest` is of the bytes that were sent last.
    """

    Kind, State = SendingKind, SendingState

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="sendings")
    kind = models.CharField(max_length=10, choices=SendingKind)
    state = models.CharField(max_length=10, choices=SendingState)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    fault = models.CharField(
        max_length=40, blank=True, help_text="Of the last attempt: a code, no text of others."
    )
    digest = models.CharField(max_length=64, blank=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "kind"], name="one_sending_a_document_and_kind"),
            models.CheckConstraint(
                name="pending_sending_has_a_next_attempt",
                condition=Q(state="pending", next_attempt_at__isnull=False)
                | (~Q(state="pending") & Q(next_attempt_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state="pending"), name="sendings_to_be_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.kind}: {self.state}"
