"""Under which numbers a case has stood before."""

from django.db import models

from accounts.access.scoping import ScopedQuerySet
from accounts.models import ImmutableModel, ImmutableQuerySet
from coordination.models.case import Case
from coordination.models.event import Event
from coordination.models.patient import Patient


class FormerNumberQuerySet(ImmutableQuerySet["FormerNumber"], ScopedQuerySet["FormerNumber"]):  # type: ignore[override]  # both parents have as_manager
    """What finds a case by a number that it had."""


class FormerNumber(ImmutableModel):
    """A number that a case stood under, until the event that says who put it right, when and why.

    The event is of another case where a person's number was replaced in all that are theirs; then it is read there.
    """

    path_to_party = "case__parties__unit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="former_numbers")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    objects = FormerNumberQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "event"], name="one_former_number_an_event"),
        ]

    def __str__(self) -> str:
        # Never the number: this ends up in logs and error reports.
        return f"former number of {self.case_id}"
