"""Which units a case concerns."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access.scoping import ScopedQuerySet
from accounts.models import Unit
from coordination.core.states import Capacity
from coordination.models.case import Case

CAPACITY_NAMES = {
    Capacity.WARD: _("Ward"),
    Capacity.OUTPATIENT: _("Outpatient care"),
    Capacity.MUNICIPALITY: _("Municipality"),
}


class Party(models.Model):
    """A unit that may see a case, since it was told of it, and what it is there."""

    path_to_party = "case__parties__unit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(
        max_length=20, choices=[(one.value, name) for one, name in CAPACITY_NAMES.items()]
    )
    since = models.DateTimeField()

    objects = ScopedQuerySet["Party"].as_manager()

    class Meta:
        constraints = [
            # In this order the same index answers "which cases has this unit", asked by every list.
            models.UniqueConstraint(fields=["unit", "case"], name="one_party_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.unit_id} in {self.case_id}"
