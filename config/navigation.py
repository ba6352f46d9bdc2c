"""What every page knows of its surroundings: the main menu for the present assignment, and the appearance."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment
from accounts.models.ready_statements import sent_together
from accounts.models.statements import Given, PreparedValues
from coordination.models import Delivery, Party

APPEARANCES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Item:
    """A page of the main menu: shown to those who may do what it is for."""

    text: Promise
    url_name: str
    permission: Permission


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
DEVIATIONS = PreparedValues(
    lambda: (
        Party.objects.filter(unit=Given("unit"), deviations__gt=0, closed_at=None)
        .values("unit")
        .annotate(count=Sum("deviations"))
        .values_list("count")
    )
)


def waiting(assignment: Assignment) -> dict[str, str]:
    """How much waits on pages of the menu, in words by their names: one question, by indexes that hold no more."""
    of_cases = may(assignment, Permission.READ_CASE)
    asked = {}
    if may(assignment, Permission.READ_INBOX):
        asked["inbox"] = UNREAD[of_cases].ready(unit=assignment.unit_id)
    if of_cases:
        asked["deviations"] = DEVIATIONS.ready(unit=assignment.unit_id)
    found = {
        name: rows[0][0] for name, rows in zip(asked, sent_together(*asked.values()), strict=True) if rows
    }
    said = {
        "inbox": lambda count: ngettext("%(count)s unread", "%(count)s unread", count),
        "deviations": lambda count: ngettext("%(count)s to follow up", "%(count)s to follow up", count),
    }
    return {name: said[name](count) % {"count": count} for name, count in found.items()}


# Every page of the main menu, in order.
NAVIGATION: tuple[Item, ...] = (
    Item(_("To do"), "worklist", Permission.READ_CASE),
    Item(_("Messages"), "inbox", Permission.READ_INBOX),
    Item(_("Deviations"), "deviations", Permission.READ_CASE),
    Item(_("Months"), "billing-months", Permission.READ_MONTH),
    Item(_("Forecast"), "forecasts", Permission.READ_FORECAST),
    Item(_("What if"), "what-if", Permission.READ_MONTH),
    Item(_("Follow-up"), "follow-up", Permission.READ_MONTH),
    Item(_("Statements"), "statements", Permission.READ_MONTH),
    Item(_("Agreements"), "agreements", Permission.ADMINISTER_ORGANISATION),
    Item(_("Units"), "units", Permission.ADMINISTER_UNIT),
    Item(_("Reminders"), "reminder-levels", Permission.ADMINISTER_ORGANISATION),
    Item(_("Operations"), "operations", Permission.ADMINISTER_ORGANISATION),
    Item(_("Log review"), "log-review", Permission.REVIEW_LOG),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` (text, url, current, waiting) and `color_scheme` (auto, light or dark)."""
    appearance = request.COOKIES.get("color_scheme", "auto")
    return {
        "navigation": SimpleLazyObject(lambda: list(_items(request))),
        "color_scheme": appearance if appearance in APPEARANCES else "auto",
    }


def _items(request: HttpRequest) -> Iterator[dict[str, Any]]:
    # A request that was refused early has not come to the middleware that sets it.
    assignment = getattr(request, "assignment", None)
    how_much = waiting(assignment) if assignment else {}
    for item in NAVIGATION:
        if may(assignment, item.permission):
            url = reverse(item.url_name)
            current = request.path == url or (url != "/" and request.path.startswith(url))
            yield {
                "text": item.text,
                "url": url,
                "current": current,
                "waiting": how_much.get(item.url_name, ""),
            }
