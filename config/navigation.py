"""What every page knows of its surroundings: the main menu for the present assignment, and the appearance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment
from accounts.models.statements import Given, PreparedValues
from coordination.models import Delivery

APPEARANCES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Item:
    """A page of the main menu: shown to those who may do what it is for."""

    text: Promise
    url_name: str
    permission: Permission
    count: Callable[[Assignment], int] | None = None
    """How many things there wait to be looked at."""


def unread_messages(assignment: Assignment) -> int:
    """One small query for a page, by an index that holds what is unread and nothing else."""
    if not may(assignment, Permission.READ_INBOX):
        return 0
    counted = UNREAD[may(assignment, Permission.READ_CASE)](unit=assignment.unit_id)
    return counted[0][0] if counted else 0


def _unread(*, of_cases: bool) -> PreparedValues:
    return PreparedValues(
        lambda: (
            Delivery.objects.told(Given("unit"), of_cases=of_cases)
            .unread()
            .values("unit")
            .annotate(count=Count("pk"))
            .values_list("count")
        )
    )


UNREAD = {of_cases: _unread(of_cases=of_cases) for of_cases in (True, False)}


# Every page of the main menu, in order.
NAVIGATION: tuple[Item, ...] = (
    Item(_("To do"), "worklist", Permission.READ_CASE),
    Item(_("Messages"), "inbox", Permission.READ_INBOX, unread_messages),
    Item(_("Deviations"), "deviations", Permission.READ_CASE),
    Item(_("Months"), "billing-months", Permission.READ_MONTH),
    Item(_("Forecast"), "forecasts", Permission.READ_FORECAST),
    Item(_("What if"), "what-if", Permission.READ_MONTH),
    Item(_("Statements"), "statements", Permission.READ_MONTH),
    Item(_("Agreements"), "agreements", Permission.ADMINISTER_ORGANISATION),
    Item(_("Units"), "units", Permission.ADMINISTER_UNIT),
    Item(_("Reminders"), "reminder-levels", Permission.ADMINISTER_ORGANISATION),
    Item(_("Operations"), "operations", Permission.ADMINISTER_ORGANISATION),
    Item(_("Log review"), "log-review", Permission.REVIEW_LOG),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` (text, url, current, count) and `color_scheme` (auto, light or dark)."""
    appearance = request.COOKIES.get("color_scheme", "auto")
    return {
        "navigation": SimpleLazyObject(lambda: list(_items(request))),
        "color_scheme": appearance if appearance in APPEARANCES else "auto",
    }


def _items(request: HttpRequest) -> Iterator[dict[str, Any]]:
    # A request that was refused early has not come to the middleware that sets it.
    assignment = getattr(request, "assignment", None)
    for item in NAVIGATION:
        if may(assignment, item.permission):
            url = reverse(item.url_name)
            current = request.path == url or (url != "/" and request.path.startswith(url))
            count = item.count(assignment) if item.count and assignment else 0
            yield {"text": item.text, "url": url, "current": current, "count": count}
