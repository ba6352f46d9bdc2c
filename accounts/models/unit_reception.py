"""What a unit receives: from which municipality's residents, for which care."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.places import validate_municipality_code
from accounts.models.unit import Unit


class CareType(models.TextChoices):
    SOMATIC = "somatic", _("Somatic care")
    PSYCHIATRIC = "psychiatric", _("Psychiatric care")
    FORENSIC = "forensic", _("Forensic psychiatric care")


class UnitReception(models.Model):
    """A line of the routing table: this unit is addressed for that municipality's residents in that care.

    Triggers keep `Unit.may_receive_for` true of every line, however the line, the unit or its organisation is written.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="receptions")
    municipality_code = models.CharField(max_length=4, validators=[validate_municipality_code])
    care_type = models.CharField(max_length=20, choices=CareType)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_code", "care_type", "unit"], name="one_reception_a_line"
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
