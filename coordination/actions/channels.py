"""Where a unit wants to be told, as its administrator says."""

from datetime import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.access.administration import require_administration
from accounts.models import Assignment, Unit
from coordination.actions.webhook_addresses import RefusedAddress, target_of
from coordination.actions.webhooks import new_secret
from coordination.exchange_errors import ChannelExists, WebhookAddressRefused
from coordination.models import Channel, Medium


@transaction.atomic
def add(
    *,
    by: Assignment,
    unit: Unit,
    medium: Medium,
    address: str,
    language: str = "sv",
    for_head: bool = False,
    quiet_from: time | None = None,
    quiet_to: time | None = None,
    digest_minutes: int = 0,
) -> Channel:
    """The channel, from the next message on. A webhook gets a key, which its receiver must be given.

    Raises `ChannelExists`, and `WebhookAddressRefused` for an address that no webhook may go to.
    """
    require_administration(by, unit)
    is_webhook = medium is Medium.WEBHOOK
    if is_webhook:
        try:
            target_of(address, may_be_private=settings.WEBHOOKS_IN_OWN_NETWORK)
        except RefusedAddress:
            raise WebhookAddressRefused from None
    # Two administrators of one unit, or two clicks, come after each other.
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if Channel.objects.in_use().filter(unit=unit, medium=medium, address=address).exists():
        raise ChannelExists
    return Channel.objects.create(
        unit=unit,
        medium=medium,
        address=address,
        secret=new_secret() if is_webhook else "",
        language=language,
        # What is for people does not hold for systems.
        for_head=for_head and not is_webhook,
        quiet_from=None if is_webhook else quiet_from,
        quiet_to=None if is_webhook else quiet_to,
        digest_minutes=0 if is_webhook else digest_minutes,
        added_by=by,
    )


def archive(*, by: Assignment, channel: Channel) -> None:
    """Nothing more goes there, not even what waits to."""
    require_administration(by, channel.unit)
    Channel.objects.in_use().filter(pk=channel.pk).update(archived_at=timezone.now())
