"""When somebody last went through what had changed in their unit's cases."""

from django.db import models

from accounts.models import Assignment


class ListLook(models.Model):
    """One row an assignment. No patient is named here, and nobody is told when somebody looks."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.looked_at:%Y-%m-%d %H:%M}"
