"""What happened to a case, kept for ever."""

from django.db import models
from django.db.models import Q

from accounts.access.scoping import ScopedQuerySet
from accounts.models import Assignment, ImmutableModel, ImmutableQuerySet
from coordination.core.events import Recorded, payload_of
from coordination.core.states import Capacity, Step
from coordination.models.case import Case


class EventQuerySet(ImmutableQuerySet["Event"], ScopedQuerySet["Event"]):  # type: ignore[override]  # both parents have as_manager
    def recorded(self) -> list[Recorded]:
        """The events as the core reads them, in the order of registration."""
        return [event.as_recorded() for event in self.order_by("sequence")]


class Event(ImmutableModel):
    """One step of one case. An imported one was nobody's, and has neither `by` nor `capacity`."""

    path_to_party = "case__parties__unit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    step = models.CharField(max_length=40)  # a `Step`; without choices, so that a new step is no migration
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.value) for one in Capacity]
    )
    idempotency_key = models.UUIDField(null=True)

    objects = EventQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="one_event_a_sequence"),
            models.UniqueConstraint(fields=["idempotency_key"], name="one_event_a_key"),
        ]
        indexes = [
            models.Index(
                fields=["case"], condition=Q(step=Step.DEVIATION_REPORTED), name="deviations_of_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"

    def is_of(self, unit_id: int, capacity: Capacity) -> bool:
        """Whether it is that unit's to put right: it registered it, or has the patient from the ward that did."""
        if self.by is None:
            return False
        return self.by.unit_id == unit_id or self.capacity == capacity == Capacity.WARD

    def as_recorded(self) -> Recorded:
        """The event as the core reads it."""
        step = Step(self.step)
        return Recorded(
            self.sequence, step, self.occurred_at, self.registered_at, payload_of(step, self.payload)
        )
