"""A letter that says that there is something to read, and nothing of what: mail carries no patient's data."""

from collections.abc import Sequence
from email.utils import parseaddr
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from coordination.actions.sending import UNREACHABLE, Fault
from coordination.core.deadline import WAITING
from coordination.models import Channel, Delivery


def send(rows: Sequence[Delivery], channel: Channel) -> Fault | None:
    """One letter for all of them; the fault when no server took it. The same batch has the same Message-ID again."""
    late = any(
        row.reminder and row.reminder.minutes >= 0 and row.reminder.kind not in WAITING for row in rows
    )
    context = {"count": len(rows), "late": late, "url": f"{settings.SITE_URL}/inbox/"}
    with override(channel.language):
        subject = ngettext(
            "You have a new message in Hemgång", "You have %(count)d new messages in Hemgång", len(rows)
        ) % {"count": len(rows)}
        letter = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string("coordination/mail.txt", context),
            to=[channel.address],
            headers={
                "Message-ID": message_id(rows[0].batch or rows[0].key),
                "Auto-Submitted": "auto-generated",
            },
        )
        letter.attach_alternative(render_to_string("coordination/mail.html", context), "text/html")
    try:
        letter.send()
    except (OSError, SMTPException):
        return UNREACHABLE
    return None


def message_id(batch: UUID) -> str:
    """The same for the same letter, however often it is sent."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{batch}@{domain}>"
