"""When a region wants its parties reminded of a kind of deadline, where it has said otherwise than Hemgång."""

from django.db import models

from accounts.models import Assignment, Organisation
from accounts.models.immutable import ImmutableModel, ImmutableQuerySet
from coordination.models.deadline import DEADLINE_NAMES


class ReminderSettingQuerySet(ImmutableQuerySet["ReminderSetting"]):
    def in_force(self) -> "ReminderSettingQuerySet":
        """The last that each region has said of each kind."""
        return self.order_by("organisation_id", "kind", "-pk").distinct("organisation_id", "kind")


class ReminderSetting(ImmutableModel):
    """Written once, never changed: a later row of the same region and kind takes its place.

    `levels` is a list of `[minutes, to_head]`; null where the region goes back to Hemgång's own.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=30, choices=[(one.value, name) for one, name in DEADLINE_NAMES.items()]
    )
    levels = models.JSONField(null=True)
    set_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = ReminderSettingQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "-id"], name="last_setting_of_a_region")]

    def __str__(self) -> str:
        return f"{self.kind} {self.organisation_id}"
