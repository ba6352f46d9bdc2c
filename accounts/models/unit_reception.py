"""What a unit receives: from which municipality's residents, for which care."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.assignment import Assignment
from accounts.models.district import District
from accounts.models.places import validate_municipality_code
from accounts.models.unit import Unit


class CareType(models.TextChoices):
    SOMATIC = "somatic", _("Somatic care")
    PSYCHIATRIC = "psychiatric", _("Psychiatric care")
    FORENSIC = "forensic", _("Forensic psychiatric care")


class UnitReceptionQuerySet(models.QuerySet["UnitReception"]):
    def standing(self) -> "UnitReceptionQuerySet":
        """The lines that hold now."""
        return self.filter(ended_at=None)


class UnitReception(models.Model):
    """A line of the routing table: this unit is addressed for that municipality's residents in that care.

    Of one district only, or of those listed with one primary care centre only, where the line names it. Ended, never
    deleted: who added and who ended it is kept; `added_by` is null where no person did it.
    Triggers keep `Unit.may_receive_for` true of every line, however the line, the unit or its organisation is written,
    and every district in the municipality of its line.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="receptions")
    municipality_code = models.CharField(max_length=4, validators=[validate_municipality_code])
    care_type = models.CharField(max_length=20, choices=CareType)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="receptions")
    listed_at = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")

    objects = UnitReceptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_code", "care_type", "unit", "district", "listed_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_reception_a_line",
            ),
            models.CheckConstraint(
                name="reception_names_a_municipality", condition=Q(municipality_code__regex=r"^\d{4}$")
            ),
            models.CheckConstraint(
                name="reception_care_type_is_known", condition=Q(care_type__in=CareType.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.municipality_code} {self.get_care_type_display()}"
