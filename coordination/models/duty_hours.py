"""Which unit is on duty for another one, and when."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Assignment, Unit
from coordination.core.duty import DutyTimes


class DutyHoursQuerySet(models.QuerySet["DutyHours"]):
    def in_use(self) -> "DutyHoursQuerySet":
        return self.filter(ended_at=None)


class DutyHours(models.Model):
    """What the unit is told in these hours, its unit on duty is told as well. Ended, never deleted or changed."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duty_hours")
    duty_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    begins = models.TimeField()
    ends = models.TimeField()
    free_days_too = models.BooleanField(default=False)
    set_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = DutyHoursQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at=None), name="one_unit_on_duty_for_a_unit"
            ),
            models.CheckConstraint(name="on_duty_for_another_unit", condition=~Q(unit=F("duty_unit"))),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} -> {self.duty_unit_id}"

    @property
    def times(self) -> DutyTimes:
        return DutyTimes(self.begins, self.ends, free_days_too=self.free_days_too)
