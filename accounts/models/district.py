"""The parts of a municipality that it has divided its intake into."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.assignment import Assignment
from accounts.models.organisation import Organisation
from accounts.models.swedish_order import sort_key_of


class DistrictQuerySet(models.QuerySet["District"]):
    def in_use(self) -> "DistrictQuerySet":
        return self.filter(ended_at=None)


class District(models.Model):
    """A district as the municipality calls it. Ended, never deleted: who added and ended it is kept.

    `added_by` is null where no person did it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(max_length=80)
    sort_name = sort_key_of("name")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(ended_at=None), name="one_district_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
