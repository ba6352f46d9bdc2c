"""What has been issued: statements, and the credit notes that take one back; numbered without gaps, never changed."""

from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from accounts.access.scoping import MonthScopedQuerySet
from accounts.models import Assignment, ImmutableModel, ImmutableQuerySet, User
from billing.core.month_life import MonthStep
from billing.models.billed_month import MonthEvent
from billing.models.dispute import Dispute


class StatementKind(models.TextChoices):
    STATEMENT = "statement"
    CREDIT_NOTE = "credit_note"


class StatementSeries(models.Model):
    """The last number given in a region and year. Locked while one is taken: none is given twice, none skipped."""

    region_code = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "year"], name="one_statement_series_a_region_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.year}: {self.last}"


class StatementQuerySet(ImmutableQuerySet["Statement"], MonthScopedQuerySet["Statement"]):  # type: ignore[override]  # both parents have as_manager
    def with_standing(self) -> Self:
        """With `paid_on`, `acknowledged_at`, the number of the credit note as `taken_back_by`, and the `held_amount`
        where the municipality contests it; each may be null.
        """
        held = Dispute.objects.holding().filter(statement=OuterRef("pk"))
        told = MonthEvent.objects.filter(statement=OuterRef("pk"))
        return self.annotate(
            paid_on=Subquery(told.filter(step=MonthStep.PAID).values("day")[:1]),
            acknowledged_at=Subquery(told.filter(step=MonthStep.ACKNOWLEDGED).values("occurred_at")[:1]),
            taken_back_by=F("credited_by__number"),
            held_amount=Subquery(held.values("held_amount")[:1]),
        )

    def with_people(self) -> Self:
        """With who stands behind it, and what it takes back, in the same query."""
        return self.select_related("issued_by_user", "prepared_by_user", "credits")


class Statement(ImmutableModel):
    """One document: which month, who stands behind it, and what shows that nobody has changed it.

    `as_of` and `as_known` say from which knowledge it was drawn up; with them it is computed again. Two people of the
    region stand behind it: one reviewed the month, or proposed to credit it, and another issued it.
    """

    Kind = StatementKind

    kind = models.CharField(max_length=20, choices=StatementKind)
    region_code = models.CharField(max_length=2)
    municipality_code = models.CharField(max_length=4)
    month = models.PositiveIntegerField(help_text="Months since the year 0.")
    year = models.PositiveSmallIntegerField(help_text="Of the series, by when it was issued.")
    place = models.PositiveIntegerField(help_text="In the series.")
    number = models.CharField(max_length=20, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    issued_by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    prepared_by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateTimeField()
    as_known = models.CharField(max_length=10)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    code_version = models.CharField(max_length=64)
    facts_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    credits = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="credited_by",
        help_text="What it takes back.",
    )
    reason = models.CharField(max_length=500, blank=True)

    objects = StatementQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "year", "place"], name="statement_has_its_place_alone"
            ),
            models.CheckConstraint(
                name="statement_issued_by_another", condition=~Q(issued_by_user=F("prepared_by_user"))
            ),
            models.CheckConstraint(
                name="credit_note_says_what_and_why",
                condition=Q(kind=StatementKind.STATEMENT, credits=None, amount__gte=0)
                | (Q(kind=StatementKind.CREDIT_NOTE, credits__isnull=False, amount__lte=0) & ~Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "municipality_code", "month"], name="statements_of_a_month"),
            models.Index(fields=["municipality_code", "issued_at"], name="statements_of_a_municipality"),
        ]

    def __str__(self) -> str:
        return self.number
