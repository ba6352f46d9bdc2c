"""What one unit is told that is about no patient's case: a date of the billing month, or what has happened to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access.scoping import ScopedQuerySet
from accounts.models import Unit


class AnnouncementKind(models.TextChoices):
    REGISTRATIONS_CLOSE = "registrations_close", _("Registrations close")
    INVOICE = "invoice", _("Invoice")
    STATEMENT = "statement", _("Statement")
    CREDIT_NOTE = "credit_note", _("Credit note")
    OVER_THRESHOLD = "over_threshold", _("Over the threshold")
    CONSULTATION = "consultation", _("Consultation")
    CORRECTION = "correction", _("Correction of the basis")
    DISPUTE = "dispute", _("Dispute")
    DISPUTE_DUE = "dispute_due", _("Decision on a dispute")


class Announcement(models.Model):
    """A level that a date has reached, told to one unit; `month` is which one it is about, as `2027-03`.

    What has been issued is told of once, at `minutes` 0 after it was; that a month will pass its threshold once before
    its end, when that is first foreseen.

    `path` is the page that it leads to. A date that is moved, by another text, is another one to tell of.
    """

    path_to_party = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=AnnouncementKind)
    month = models.CharField(max_length=7)
    due_at = models.DateTimeField()
    minutes = models.SmallIntegerField(help_text="The level: so long after it was due, negative before.")
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet["Announcement"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "month", "due_at", "minutes"], name="one_announcement_a_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.month} {self.minutes:+} min"
