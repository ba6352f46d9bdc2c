"""Who looked at which patient's case, or at which list of patients (patientdatalagen 4 kap. 3 §)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.assignment import Assignment
from accounts.models.immutable import ImmutableModel
from accounts.models.user import User


class AccessLogEntry(ImmutableModel):
    """One look at a case, or at what shows several patients at once: then `subject` says which, and there is no case.

    The case is named by its UUID without a foreign key: the log outlives it and knows nothing of it.
    """

    looked_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=60)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["looked_at"], name="looks_by_time"),
            models.Index(fields=["case_id", "looked_at"], name="looks_at_a_case"),
            models.Index(fields=["user", "looked_at"], name="looks_of_a_person"),
            models.Index(
                fields=["subject", "looked_at"], condition=~Q(subject=""), name="looks_at_a_subject"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="look_is_at_a_case_or_a_subject",
                condition=Q(case_id__isnull=False, subject="") | (Q(case_id=None) & ~Q(subject="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.looked_at:%Y-%m-%d %H:%M} {self.what}"
