"""Everybody's first page: what waits for me, by when, and what follows otherwise."""

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment
from accounts.models.statements import Given, Prepared
from accounts.web.middleware import assignment_of
from coordination.core.states import Capacity
from coordination.models import SavedFilter
from coordination.web.live import state_of
from coordination.web.search import SearchForm
from coordination.web.worklist_filter import WorklistFilter
from coordination.web.worklist_rows import row
from coordination.worklist_choices import condition
from coordination.worklist_query import Totals, capacity_of, numbers, rows_of, totals, worklist

ROWS_A_PAGE = 50
SAVED = Prepared(lambda: SavedFilter.objects.filter(assignment=Given("assignment")))

# Where those begin whose work needs no patient, in this order.
OTHER_FIRST_PAGES: Mapping[Permission, str] = {
    Permission.READ_MONTH: "billing-months",
    Permission.ADMINISTER_UNIT: "units",
    Permission.REVIEW_LOG: "log-review",
}


@never_cache
@require_safe
def worklist_page(request: HttpRequest) -> HttpResponse:
    """One list for the role that the person works in; those without patients are sent to their own first page."""
    by = assignment_of(request)
    if not may(by, Permission.READ_CASE):
        return _other_first_page(by)
    now = timezone.now()
    saved = SAVED(assignment=by.pk)
    conditions = {f"saved_{one.pk}": condition(QueryDict(one.query).dict(), now) for one in saved}
    how_many = numbers(worklist(by, now), conditions) if saved else {}
    in_all = totals(by, now)
    chosen = WorklistFilter(request.GET, in_all.municipalities)
    cases: Sequence[UUID | str] = in_all.cases
    if chosen.is_chosen:
        cases = tuple(worklist(by, now).filter(chosen.condition(now)).values_list("pk", flat=True))
    page = Paginator(cases, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [row(one, now) for one in rows_of(by, now, list(page.object_list))]
    csrf = csrf_input(request)
    otherwise = escape(_("Otherwise"))
    context = {
        "now": now,
        "counts": _counts_in_words(in_all),
        "page": page,
        "mine": [one.own_line(csrf, otherwise) for one in rows if one.is_mine],
        "waiting": [one.awaited_line() for one in rows if not one.is_mine],
        "search": SearchForm(),
        "filter": chosen,
        "saved": [
            {"pk": one.pk, "name": one.name, "url": f"?{one.query}", "count": how_many[f"saved_{one.pk}"]}
            for one in saved
        ],
        "is_ward": capacity_of(by) is Capacity.WARD,
        "live_url": reverse("live-list", query={"seen": _state(in_all)}),
        "may_register": may(by, Permission.REGISTER_ADMISSION),
    }
    return render(request, "coordination/worklist.html", context)


def _state(found: Totals) -> str:
    """As `live.state_of_list` asks for it later, of what has been read already."""
    return state_of(zip(found.cases, found.versions, strict=True))


def _counts_in_words(found: Totals) -> list[tuple[str, str]]:
    """Each count with its tone; late ones are marked where there are any."""
    return [
        (_("Late %(number)d") % {"number": found.late}, "danger" if found.late else "neutral"),
        (_("Today %(number)d") % {"number": found.today}, "neutral"),
        (_("Later %(number)d") % {"number": found.later}, "neutral"),
    ]


def _other_first_page(by: Assignment) -> HttpResponse:
    return redirect(
        next(url_name for permission, url_name in OTHER_FIRST_PAGES.items() if may(by, permission))
    )
