"""Entering a signed amendment, for one of the text's parties; another person approves it (two_people.py)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Assignment
from agreements.dated import Words
from billing.actions.terminations import CannotEnter, require_party
from billing.models import SignedAmendment
from billing.models.two_people import APPROVAL

NOT_SIGNED_YET = Words(
    "Ett tillägg kan inte ha undertecknats en dag som inte har varit än.",
    "An amendment cannot have been signed on a day that has not been yet.",
)


@transaction.atomic
def enter_amendment(
    *,
    by: Assignment,
    agreement: str,
    signed_on: date,
    in_force_from: date,
    what: str,
    source: str,
    at: datetime | None = None,
) -> SignedAmendment:
    """An amendment that waits for a second person; `source` is where the signed document is kept.

    Raises `CannotEnter` where it is not the organisation's to enter, or not signed yet.
    """
    require_party(by, agreement)
    if signed_on > timezone.localdate():
        raise CannotEnter("signed_on", NOT_SIGNED_YET)
    entered = SignedAmendment(
        organisation=by.unit.organisation,
        agreement=agreement,
        signed_on=signed_on,
        in_force_from=in_force_from,
        what=what.strip(),
        source=source.strip(),
        entered_by=by,
        entered_by_user=by.user,
        entered_at=at or timezone.now(),
    )
    entered.full_clean(exclude=APPROVAL)
    entered.save()
    return entered
