"""What a statement says, row by row (`statements.content`): the parts that its texts make, and its care episodes."""

from django.db import models
from django.db.models import Q

from accounts.models import ImmutableModel
from billing.core.reasons import Status
from billing.models.statement import Statement


class StatementPart(ImmutableModel):
    """What one text makes of the month. Its terms, charges and readings are read whole and never looked for: JSON."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="parts")
    agreement = models.CharField(max_length=60, help_text="The text's slug.")
    name = models.CharField(max_length=300)
    terms_version = models.CharField(max_length=64)
    terms = models.JSONField()
    closed_at = models.DateTimeField(null=True)
    episodes = models.PositiveIntegerField()
    days = models.PositiveIntegerField()
    average = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    individual_episodes = models.PositiveIntegerField()
    individual_days = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField()
    excess_days = models.DecimalField(max_digits=16, decimal_places=6)
    is_over = models.BooleanField()
    window_is_met = models.BooleanField()
    averaged_amount = models.DecimalField(max_digits=14, decimal_places=2)
    individual_amount = models.DecimalField(max_digits=14, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    daily_amounts = models.JSONField()
    charges = models.JSONField()
    readings = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "agreement"], name="one_part_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.agreement}"


class StatementLine(ImmutableModel):
    """A care episode on the statement, by its number, with the facts as they were known. Never whose it is."""

    part = models.ForeignKey(StatementPart, on_delete=models.PROTECT, related_name="lines")
    episode_id = models.TextField()
    status = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=400)
    days = models.PositiveIntegerField()
    payable_days = models.PositiveIntegerField()
    counted_from = models.DateField(null=True)
    free_days = models.PositiveIntegerField()
    admission_notice_is_late = models.BooleanField()
    sip_call_is_late = models.BooleanField()
    registered_late = models.TextField(blank=True)
    facts = models.JSONField()
    corrections = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "episode_id"], name="one_line_an_episode"),
            models.CheckConstraint(
                name="excluded_line_has_its_reason",
                condition=(Q(status=Status.EXCLUDED.value, days=0, payable_days=0) & ~Q(reason=""))
                | (~Q(status=Status.EXCLUDED.value) & Q(reason="")),
            ),
            models.CheckConstraint(name="line_has_its_ground", condition=~Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.episode_id}"
