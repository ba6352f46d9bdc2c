"""What two people must stand behind, as a page lists it: what, by whose source, who entered and who approved, when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.actions.two_people import approve
from billing.models.two_people import ByTwoPeople, ByTwoPeopleQuerySet
from billing.web.numbers import NONE, date_in_words

M = TypeVar("M", bound=ByTwoPeople)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the list; `approve_url` is empty for who cannot approve it: it is approved, or the reader's own."""

    what: str
    note: str
    source: str
    entered: str
    approved: str
    is_waiting: bool
    approve_url: str


def entries(
    rows: Iterable[M],
    reader: Assignment,
    approve_url_name: str,
    *,
    what: Callable[[M], str],
    note: Callable[[M], str],
) -> list[Entry]:
    """The rows in their order."""
    return [
        Entry(
            what=what(row),
            note=note(row),
            source=row.source,
            entered=f"{row.entered_by_user.name}, {date_in_words(timezone.localdate(row.entered_at))}",
            approved=_approved(row),
            is_waiting=row.approved_at is None,
            approve_url=(
                reverse(approve_url_name, args=[row.pk])
                if row.approved_at is None and row.entered_by_user_id != reader.user_id
                else ""
            ),
        )
        for row in rows
    ]


def _approved(row: ByTwoPeople) -> str:
    if row.approved_at is None or row.approved_by_user is None:
        return NONE
    return f"{row.approved_by_user.name}, {date_in_words(timezone.localdate(row.approved_at))}"


def approve_one(request: HttpRequest, rows: ByTwoPeopleQuerySet[M], pk: int) -> M:
    """Approves one of the own organisation's; another's is not there to be found (404)."""
    by = assignment_of(request)
    own = rows.filter(organisation_id=by.unit.organisation_id)
    approved = approve(get_object_or_404(own, pk=pk), by=by)
    messages.success(request, _("It is approved, and counts from now on."))
    return approved
