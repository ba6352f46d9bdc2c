"""Which units a case concerns."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access.scoping import ScopedQuerySet
from accounts.models import Unit
from coordination.core.states import Capacity
from coordination.models.case import Case

CAPACITY_NAMES = {
    Capacity.WARD: _("Ward"),
    Capacity.OUTPATIENT: _("Outpatient care"),
    Capacity.MUNICIPALITY: _("Municipality"),
    Capacity.FORMER_WARD: _("Former ward"),
}


class Party(models.Model):
    """A unit that may see a case, since it was told of it, and what it is there.

    A former ward reads the case as it was at `until_version`, when the patient left it. `closed_at` is when access was
    taken from a unit that should never have been told, by the event of the sequence `closed_by`: the row stays, and
    lets it in no more.

    The rest is what lists show, kept here so that they are one read of one index; it can be computed again
    (`actions/wanted.py`). `is_listed`: the unit follows the case, and it is open or something is left to do.
    `came_by_default`: it was sent a notice only for want of a better answer in the routing table of that day.
    `deviations`: how many wait for the unit's follow-up.
    `wanted_step` is what the unit should do at once though no time limit runs, the first of `core.untimed_moves`; after
    `wanted_until` nobody waits for it any more. `next_…` is the unit's own next deadline, `awaited_…` that of others.
    """

    path_to_party = "case__parties__unit"
    lets_in: ClassVar[dict[str, Any]] = {"closed_at": None}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(
        max_length=20, choices=[(one.value, name) for one, name in CAPACITY_NAMES.items()]
    )
    since = models.DateTimeField()
    until_version = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.PositiveIntegerField(null=True)
    wanted_step = models.CharField(max_length=40, blank=True)
    wanted_until = models.DateTimeField(null=True)
    is_listed = models.BooleanField(default=False)
    came_by_default = models.BooleanField(default=False)
    deviations = models.PositiveSmallIntegerField(default=0)
    next_kind = models.CharField(max_length=30, blank=True)
    next_due_at = models.DateTimeField(null=True)
    next_is_binding = models.BooleanField(default=False)
    awaited_kind = models.CharField(max_length=30, blank=True)
    awaited_due_at = models.DateTimeField(null=True)
    awaited_is_binding = models.BooleanField(default=False)
    awaited_acting = models.CharField(max_length=20, blank=True)
    awaited_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = ScopedQuerySet["Party"].as_manager()

    class Meta:
        constraints = [
            # In this order the same index answers "which cases has this unit".
            models.UniqueConstraint(fields=["unit", "case"], name="one_party_a_unit"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(capacity=Capacity.WARD), name="one_ward_a_case"
            ),
            models.CheckConstraint(
                name="former_ward_reads_until",
                condition=Q(capacity=Capacity.FORMER_WARD) ^ Q(until_version=None),
            ),
            models.CheckConstraint(
                name="closed_party_says_by_what",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="only_followers_have_it_in_their_list",
                condition=Q(is_listed=False) | (Q(closed_at=None) & ~Q(capacity=Capacity.FORMER_WARD)),
            ),
        ]
        indexes = [
            # Holds what lists show, and nothing of the archive.
            models.Index(fields=["unit", "case"], condition=Q(is_listed=True), name="cases_listed_of_a_unit"),
            models.Index(
                fields=["unit"],
                include=["deviations"],
                condition=Q(deviations__gt=0),
                name="deviations_waiting_of_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.unit_id} in {self.case_id}"
