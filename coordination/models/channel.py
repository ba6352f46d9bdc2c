"""Where a unit wants to be told, besides its inbox."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Unit


class Medium(models.TextChoices):
    INBOX = "inbox", _("Inbox")
    MAIL = "mail", _("Mail")
    WEBHOOK = "webhook", _("Webhook")


DIGESTS = [
    (15, _("What has come, every quarter of an hour")),
    (60, _("What has come, every hour")),
    (0, _("Each message at once")),
]


class ChannelQuerySet(models.QuerySet["Channel"]):
    def in_use(self) -> "ChannelQuerySet":
        return self.filter(archived_at=None)


class Channel(models.Model):
    """A mail address, or an address on the web that gets signed messages. Archived, never deleted.

    One `for_head` gets escalations only. In its quiet hours no mail is sent, and else a letter every `digest_minutes`
    at most, with all that has come; only escalations go at once. Another channel with other hours can be the unit on
    duty.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="channels")
    medium = models.CharField(max_length=10, choices=Medium.choices[1:])
    address = models.CharField(max_length=250)
    secret = models.CharField(max_length=80, blank=True, help_text="Signs what a webhook gets.")
    language = models.CharField(max_length=2, choices=[("sv", "Svenska"), ("en", "English")], default="sv")
    for_head = models.BooleanField(default=False)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    digest_minutes = models.PositiveSmallIntegerField(
        choices=DIGESTS, default=0, db_default=0, help_text="A divisor of 60; 0 sends each message at once."
    )
    added_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    archived_at = models.DateTimeField(null=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="channel_is_mail_or_signed_webhook",
                condition=Q(medium="mail", secret="") | (Q(medium="webhook", for_head=False) & ~Q(secret="")),
            ),
            models.UniqueConstraint(
                fields=["unit", "medium", "address", "for_head"],
                condition=Q(archived_at=None),
                name="one_channel_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medium} {self.pk}"
