"""A municipality contests what it has been asked to pay; and the log of what the parties do about it."""

from django.db import models
from django.db.models import Q

from accounts.access.scoping import MonthScopedQuerySet
from accounts.models import Assignment, ImmutableModel, User
from billing.core.dispute_life import ACTIVE, DisputeStatus, Outcome


class DisputeQuerySet(MonthScopedQuerySet["Dispute"]):
    def holding(self) -> "DisputeQuerySet":
        """Those that hold an amount."""
        return self.filter(status__in=[status.value for status in ACTIVE])

    def open_or_rejected(self) -> "DisputeQuerySet":
        """Those that can still be gone on with: a statement has one at most."""
        return self.filter(status__in=[*(status.value for status in ACTIVE), DisputeStatus.REJECTED.value])


class Dispute(models.Model):
    """Where a dispute is (`core.dispute_life`), as its events in their order lead.

    `episodes` are the contested lines by their numbers, none where the whole month is. `held_amount` is what need not
    be paid as long as it is `holding`. `level` is the place among the levels of the text (`dispute_levels`).
    """

    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, related_name="disputes")
    region_code = models.CharField(max_length=2)
    municipality_code = models.CharField(max_length=4)
    month = models.PositiveIntegerField(help_text="Months since the year 0.")
    episodes = models.JSONField()
    held_amount = models.DecimalField(max_digits=14, decimal_places=2)
    status = models.CharField(max_length=20, default=DisputeStatus.OPEN.value)  # a `DisputeStatus`
    level = models.PositiveSmallIntegerField(default=0)
    decide_by = models.DateField()
    opened_at = models.DateTimeField()

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(status__in=[*(status.value for status in ACTIVE), DisputeStatus.REJECTED.value]),
                name="one_dispute_a_statement",
            ),
            models.CheckConstraint(name="held_amount_is_positive", condition=Q(held_amount__gte=0)),
        ]
        indexes = [models.Index(fields=["status", "decide_by"], name="disputes_to_decide")]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.status}"


class DisputeEvent(ImmutableModel):
    """A line of the log: what somebody did or found. `level` is the one that it came to."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=20)  # a `DisputeStep`; a new one is no migration
    occurred_at = models.DateTimeField()
    by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000, blank=True)
    level = models.PositiveSmallIntegerField()
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(outcome.value, outcome.value) for outcome in Outcome]
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.step} {self.occurred_at:%Y-%m-%d %H:%M}"
