"""The second person's part: what one has entered is in force when another of the same organisation approves it."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.models import Assignment
from billing.models.two_people import APPROVAL, ByTwoPeople

M = TypeVar("M", bound=ByTwoPeople)


class OwnEntry(NotAllowed):
    """Two people must stand behind it."""

    code = "own_entry"
    sentence = gettext_noop("You entered this yourself. Ask somebody else to approve it.")


@transaction.atomic
def approve(entered: M, *, by: Assignment, at: datetime | None = None) -> M:
    """Puts it in force from now on; what was asked as known earlier stays as it was. Once is enough."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    waiting = type(entered)._default_manager.select_for_update(of=("self",))
    locked: M = waiting.get(pk=entered.pk)  # type: ignore[assignment]  # of the entry's own model
    if locked.organisation_id != by.unit.organisation_id:
        raise NotAllowed(permission=Permission.ADMINISTER_ORGANISATION.value)
    if locked.entered_by_user_id == by.user_id:
        raise OwnEntry(permission=Permission.ADMINISTER_ORGANISATION.value)
    if locked.approved_at is None:
        locked.approved_by, locked.approved_by_user = by, by.user
        locked.approved_at = at or timezone.now()
        locked.save(update_fields=APPROVAL)
    return locked
