"""That somebody was reminded of a deadline: one row a level."""

from django.db import models

from accounts.access.scoping import ScopedQuerySet
from accounts.models import Unit
from coordination.models.case import Case
from coordination.models.deadline import DEADLINE_NAMES


class Reminder(models.Model):
    """A level of `core.reminders` that a deadline has reached. It names the deadline by what makes it the same one.

    A deadline that is moved is another time to be reminded of. Of levels reached at once, after a day without any
    sweep, only the last is told (`is_told`): one message, not four.
    """

    path_to_party = "case__parties__unit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(
        max_length=30, choices=[(one.value, name) for one, name in DEADLINE_NAMES.items()]
    )
    started_by = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    minutes = models.SmallIntegerField(help_text="The level: so long after it was due, negative before.")
    to_head = models.BooleanField()
    is_told = models.BooleanField()
    created_at = models.DateTimeField()

    objects = ScopedQuerySet["Reminder"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "started_by", "unit", "due_at", "minutes"],
                nulls_distinct=False,
                name="one_reminder_a_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes:+} min"
