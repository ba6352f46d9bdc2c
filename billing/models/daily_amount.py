"""The amounts that people enter for years that the shipped data does not have."""

from datetime import datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Assignment, ImmutableModel, ImmutableQuerySet


class EnteredDailyAmountQuerySet(ImmutableQuerySet["EnteredDailyAmount"]):
    def approved(self, at: datetime | None = None) -> Self:
        """Those that two people stood behind then, or now; the last one of a year is in force."""
        approved = self.filter(approved_at__isnull=False) if at is None else self.filter(approved_at__lte=at)
        return approved.order_by("approved_at", "pk")


class EnteredDailyAmount(ImmutableModel):
    """Kronor a day of care in a year, with its source (LUS 5:6): entered by one person, in force when another approves.

    What is wrong is put right by another row.
    """

    changeable = frozenset({"approved_by", "approved_at"})

    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(2018), MaxValueValidator(2100)])
    kronor = models.DecimalField(max_digits=9, decimal_places=2)
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    approved_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = EnteredDailyAmountQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="daily_amount_approved_by_another",
                condition=Q(approved_by=None, approved_at=None)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(approved_by=models.F("entered_by"))
                ),
            ),
            models.CheckConstraint(name="daily_amount_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(name="daily_amount_is_positive", condition=Q(kronor__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.kronor} kr"
