"""When each thing that must go on by itself was last seen at it."""

from datetime import datetime

from django.db import models

from accounts.models.statements import Given, PreparedUpdate


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def beat(self, name: str, at: datetime) -> None:
        """Says that it was done at that time."""
        if BEATS(name=name, at=at):
            return
        # The first, perhaps of two at once.
        self.bulk_create(
            [self.model(name=name, at=at)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["at"],
        )


class Heartbeat(models.Model):
    """A sweep or a relay that came to its end, by whichever process."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


BEATS = PreparedUpdate(lambda: Heartbeat.objects.filter(name=Given("name")), at=Given("at"))
