"""When each thing that must go on by itself was last seen at it."""

from datetime import datetime

from django.db import models

from accounts.models.statements import Given, PreparedUpdate


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def beat(self, name: str, at: datetime, *, faults: int = 0) -> None:
        """Says that it was done at that time, and how much it found to be wrong."""
        if BEATS(name=name, at=at, faults=faults):
            return
        # The first, perhaps of two at once.
        self.bulk_create(
            [self.model(name=name, at=at, faults=faults)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["at", "faults"],
        )


class Heartbeat(models.Model):
    """A sweep, a relay or a check that came to its end, by whichever process, and what it found to be wrong."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()
    faults = models.PositiveIntegerField(default=0, db_default=0)

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


BEATS = PreparedUpdate(
    lambda: Heartbeat.objects.filter(name=Given("name")), at=Given("at"), faults=Given("faults")
)
