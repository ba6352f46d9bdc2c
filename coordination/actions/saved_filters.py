"""Keeping a choice among the rows of the worklist, and forgetting it."""

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.errors import DomainError
from accounts.models import Assignment
from coordination.models import SavedFilter

AT_MOST = 8
"""More than these nobody finds their way among."""


class TooManyFilters(DomainError):
    code = "too_many_filters"
    sentence = gettext_noop("You have eight saved choices already. Take one away first.")


@transaction.atomic
def save(*, by: Assignment, name: str, query: str) -> SavedFilter:
    """The choice under its name; the same name again replaces it."""
    # The person's rows are locked, so that two windows together save no more than one may.
    own = SavedFilter.objects.select_for_update().filter(assignment=by)
    if name not in {one.name for one in own} and len(own) >= AT_MOST:
        raise TooManyFilters
    return SavedFilter.objects.update_or_create(assignment=by, name=name, defaults={"query": query})[0]


def forget(*, by: Assignment, pk: int) -> None:
    """Only one's own."""
    SavedFilter.objects.filter(assignment=by, pk=pk).delete()
