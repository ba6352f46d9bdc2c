"""A month between a region and a municipality, and what has happened to it."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.access.scoping import MonthScopedQuerySet
from accounts.models import Assignment, ImmutableModel, User
from billing.core.month_life import MonthStatus, MonthStep
from billing.core.months import month_name


class BilledMonthQuerySet(MonthScopedQuerySet["BilledMonth"]):
    def between(self, region: str, municipality: str, month: int) -> Self:
        """The one month, or none as long as nothing has happened to it."""
        return self.filter(region_code=region, municipality_code=municipality, month=month)


class BilledMonth(models.Model):
    """Where the month is (`core.month_life`), as its events in their order lead. The first of them makes the row."""

    region_code = models.CharField(max_length=2)
    municipality_code = models.CharField(max_length=4)
    month = models.PositiveIntegerField(help_text="Months since the year 0.")
    status = models.CharField(max_length=20, default=MonthStatus.OPEN.value)  # a `MonthStatus`

    objects = BilledMonthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "municipality_code", "month"], name="one_row_a_billed_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_code}/{self.municipality_code}/{month_name(self.month)}: {self.status}"


class MonthEvent(ImmutableModel):
    """Something that happened to a month, by whom; the clock is nobody.

    `as_of`, `as_known` and `digest` tell what was reviewed; `day` tells when a payment came, and `amount` how much
    where that was not all; `reason` why a statement is to be credited.
    """

    billed_month = models.ForeignKey(BilledMonth, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=20)  # a `MonthStep`; a new one is no migration
    occurred_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    by_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    as_of = models.DateTimeField(null=True)
    as_known = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, null=True, related_name="events")
    day = models.DateField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="month_closes_by_the_clock",
                condition=(Q(step=MonthStep.CLOSED.value, by=None, by_user=None))
                | (~Q(step=MonthStep.CLOSED.value) & Q(by__isnull=False, by_user__isnull=False)),
            ),
            models.CheckConstraint(
                name="month_event_registered_after", condition=Q(registered_at__gte=F("occurred_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.occurred_at:%Y-%m-%d %H:%M}"
