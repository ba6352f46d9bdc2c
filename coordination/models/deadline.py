"""What must be done in time, stored so that lists sort by it and a sweep finds it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access.scoping import ScopedQuerySet
from accounts.models import Unit
from coordination.core.deadline import WAITING, DeadlineKind
from coordination.core.law import Ground
from coordination.core.states import Capacity
from coordination.models.case import Case

DEADLINE_NAMES = {
    DeadlineKind.ADMISSION_NOTICE: _("Admission notice"),
    DeadlineKind.RECEIPT: _("Receipt"),
    DeadlineKind.CARE_CONTACT: _("Fixed care contact"),
    DeadlineKind.SIP_CALL: _("SIP call"),
    DeadlineKind.SIP_FOLLOW_UP: _("Follow-up of the SIP"),
    DeadlineKind.PLANNING_BASIS: _("Planning basis"),
    DeadlineKind.TREATMENT_PLAN: _("Treatment plan"),
    DeadlineKind.DISCHARGE_INFORMATION: _("Information at discharge"),
    DeadlineKind.COUNTING_STARTS: _("The days of waiting begin to count"),
    DeadlineKind.OVER_THRESHOLD: _("More days of waiting than the agreement's threshold"),
    DeadlineKind.LONG_STAY: _("So long a wait that the patient leaves the average"),
}
STILL_TO_DO = Q(met_at=None, cancelled_at=None)


class DeadlineQuerySet(ScopedQuerySet["Deadline"]):
    def still_to_do(self) -> "DeadlineQuerySet":
        """Neither met nor cancelled, missed ones among them: somebody must act still."""
        return self.filter(STILL_TO_DO)

    def tasks(self) -> "DeadlineQuerySet":
        """Those that somebody can do something about by a step: not what the waiting itself comes to."""
        return self.still_to_do().exclude(kind__in=WAITING)

    def to_be_swept(self) -> "DeadlineQuerySet":
        """Those that the clock alone can make missed."""
        return self.filter(STILL_TO_DO, missed_at=None, is_binding=True)

    def to_remind_of(self) -> "DeadlineQuerySet":
        """Those that have a level of reminders left."""
        return self.filter(STILL_TO_DO, remind_at__isnull=False)


class Deadline(models.Model):
    """A row of `core.deadlines.deadlines()`, which can compute it again; `started_by` is an event's sequence.

    `missed_at` is never anything but `due_at`, however late somebody noticed. `remind_at` is when a sweep looks which
    levels of reminders have been reached; it is the engine's own, and no part of what the events say.
    """

    path_to_party = "case__parties__unit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(
        max_length=30, choices=[(one.value, name) for one, name in DEADLINE_NAMES.items()]
    )
    started_by = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    acting = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Capacity])
    ground = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Ground])
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_binding = models.BooleanField()
    met_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "started_by", "unit"],
                nulls_distinct=False,
                name="one_deadline_a_start",
            ),
            models.CheckConstraint(
                name="missed_when_due",
                condition=Q(missed_at=None) | Q(missed_at=models.F("due_at"), is_binding=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=STILL_TO_DO & Q(missed_at=None, is_binding=True),
                name="deadlines_to_be_swept",
            ),
            models.Index(fields=["case", "due_at"], condition=STILL_TO_DO, name="deadlines_still_to_do"),
            models.Index(
                fields=["remind_at"],
                condition=STILL_TO_DO & Q(remind_at__isnull=False),
                name="deadlines_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} due {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def is_task(self) -> bool:
        """Whether somebody can do something about it still, by a step."""
        return self.met_at is None and self.cancelled_at is None and self.kind not in WAITING

    def is_for(self, capacity: Capacity, unit: int) -> bool:
        """Whether it is that unit's to keep."""
        return self.acting == capacity and self.unit_id in (None, unit)
