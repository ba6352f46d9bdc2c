"""What counts when two people of one organisation stand behind it, and never before."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Assignment, ImmutableModel, ImmutableQuerySet, Organisation, User

APPROVAL = ("approved_by", "approved_by_user", "approved_at")


class ByTwoPeople(ImmutableModel):
    """Entered with its source by one person, in force when another of the same organisation approves; kept for ever.

    Beside each assignment stands whose it is, for the database to hold apart the two people, and not merely their
    assignments: foreign keys in the migrations hold each pair to the assignment itself.
    """

    changeable = APPROVAL

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    entered_by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    approved_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


M = TypeVar("M", bound=ByTwoPeople)


class ByTwoPeopleQuerySet(ImmutableQuerySet[M]):
    def approved(self, at: datetime | None = None) -> Self:
        """Those that two people stood behind then, or now; the last one about a thing is in force."""
        approved = self.filter(approved_at__isnull=False) if at is None else self.filter(approved_at__lte=at)
        return approved.order_by("approved_at", "pk")

    def latest_first(self) -> Self:
        """Those that nobody has approved yet before the others, and the latest before the earlier."""
        return self.order_by(F("approved_at").desc(nulls_first=True), "-entered_at", "-pk")

    def with_people(self) -> Self:
        """With who entered and who approved in the same query."""
        return self.select_related("entered_by_user", "approved_by_user", "organisation")


def of_two_people(name: str) -> list[models.CheckConstraint]:
    """The constraints of such a row, by the name of what it is about."""
    approved = {f"{column}__isnull": False for column in APPROVAL}
    return [
        models.CheckConstraint(
            name=f"{name}_approved_by_another",
            condition=Q(**dict.fromkeys(APPROVAL, None))
            | (Q(**approved) & ~Q(approved_by_user=F("entered_by_user"))),
        ),
        models.CheckConstraint(name=f"{name}_has_a_source", condition=~Q(source="")),
    ]
