"""One message to one unit by one way: what was sent, when it arrived, who read it, or why it never came."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Expression, Q
from django.utils.translation import gettext_lazy as _

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.access.scoping import ScopedQuerySet
from accounts.models import Assignment, Unit
from coordination.models.announcement import Announcement
from coordination.models.case import Case
from coordination.models.channel import Channel, Medium
from coordination.models.event import Event
from coordination.models.reminder import Reminder

UNREAD = Q(medium=Medium.INBOX, read_at=None)


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("Waits to be sent")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be sent")


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    def visible_to(self, assignment: MaybeAssignment) -> Self:
        """What the assignment's unit is told; who may read no case sees what is about none."""
        if assignment is None or not may(assignment, Permission.READ_INBOX):
            return self.none()
        return self.told(assignment.unit_id, of_cases=may(assignment, Permission.READ_CASE))

    def told(self, unit_id: int | Expression, *, of_cases: bool) -> Self:
        """What the unit is told, for whoever has asked what the assignment allows."""
        theirs = self.of_unit(unit_id)
        return theirs if of_cases else theirs.filter(case=None)

    def unread(self) -> "DeliveryQuerySet":
        """What stands in an inbox, and nobody there has opened the case since."""
        return self.filter(UNREAD)

    def of(self, unit_id: int | Expression) -> "DeliveryQuerySet":
        """What the unit has been told, with what the one on duty for it was told meanwhile."""
        return self.filter(Q(unit=unit_id) | Q(on_behalf_of=unit_id))

    def to_be_sent(self, now: datetime) -> "DeliveryQuerySet":
        """What a relay may try now."""
        return self.filter(state=DeliveryState.PENDING, next_attempt_at__lte=now)

    def overdue(self, now: datetime) -> "DeliveryQuerySet":
        """What should have been sent by now, and what is to be tried again; not what is held back on purpose."""
        pending = self.filter(state=DeliveryState.PENDING)
        return pending.filter(Q(attempts__gt=0) | Q(next_attempt_at__lte=now))


class Delivery(models.Model):
    """A message about an event, a reminder or an announcement; never its content, which is read from the case itself.

    An inbox has it when the transaction of the event is committed, exactly once. Mail and webhooks are sent by a relay
    that claims the row: at least once, each time under the same `key` (mail: `batch`, that of the first message which
    went in the same letter). `attempts` counts those begun; until `next_attempt_at` nobody else begins one.
    """

    path_to_party = "unit"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    medium = models.CharField(max_length=10, choices=Medium)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose message it is, where the unit is told because it is on duty.",
    )
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="deliveries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="deliveries")
    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, null=True, related_name="deliveries")
    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, null=True, related_name="deliveries"
    )
    state = models.CharField(max_length=10, choices=DeliveryState)
    batch = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    failed_at = models.DateTimeField(null=True)
    fault = models.CharField(
        max_length=40, blank=True, help_text="Of the last attempt: a code, no text of others."
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "reminder", "announcement", "unit", "channel"],
                nulls_distinct=False,
                name="one_delivery_a_message",
            ),
            models.CheckConstraint(
                name="delivery_is_of_one_thing",
                condition=Q(case__isnull=False, announcement=None) & (Q(event=None) ^ Q(reminder=None))
                | Q(case=None, event=None, reminder=None, announcement__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_without_channel_is_in_the_inbox",
                condition=Q(medium="inbox", channel=None) | (~Q(medium="inbox") & Q(channel__isnull=False)),
            ),
            models.CheckConstraint(
                name="pending_delivery_has_a_next_attempt",
                condition=Q(state="pending", next_attempt_at__isnull=False)
                | (~Q(state="pending") & Q(next_attempt_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "case"], condition=UNREAD, name="unread_deliveries_of_a_unit"),
            models.Index(fields=["unit", "-created_at"], condition=Q(medium="inbox"), name="inbox_of_a_unit"),
            models.Index(
                fields=["next_attempt_at"], condition=Q(state="pending"), name="deliveries_to_be_sent"
            ),
            models.Index(
                fields=["unit", "-failed_at"], condition=Q(state="failed"), name="failed_deliveries_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medium} {self.key} {self.state}"
