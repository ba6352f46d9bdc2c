"""/months/<region>/<municipality>/<month>/: what a month costs, and why."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.web.middleware import assignment_of
from billing.access import require_month
from billing.core.months import month_name
from billing.core.reasons import Status
from billing.month_in_address import EARLIEST, this_month
from billing.web.episode_rows import EpisodeRow, in_order, shown
from billing.web.month_page import MonthPage
from billing.web.months_csv import episodes_as_csv

ROWS_ON_A_PAGE = 200


@require_safe
def month(request: HttpRequest, region: str, municipality: str, month: int) -> HttpResponse:
    """`?sort=`, `?show=` a status or `warned`, and `?format=csv` for a spreadsheet."""
    require_month(assignment_of(request), region, municipality)
    page = MonthPage(region, municipality, month)
    only = request.GET.get("show", "")
    rows = in_order(shown(page.rows, only), request.GET.get("sort", ""))
    if request.GET.get("format") == "csv":
        return episodes_as_csv(rows, f"{region}-{municipality}-{month_name(month)}")
    context = {
        "page": page,
        "rows": Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "filters": list(_filters(page.rows, only, request)),
        "earlier": month - 1 if month > EARLIEST else None,
        "later": month + 1 if month < this_month() else None,
    }
    return render(request, "billing/month.html", context)


def _filters(rows: list[EpisodeRow], only: str, request: HttpRequest) -> list[dict[str, object]]:
    """Which episodes to see, each with how many they are; none that would show nothing."""
    choices = [
        ("", _("All")),
        (Status.AVERAGED, _("In the average")),
        (Status.INDIVIDUAL, _("By themselves")),
        (Status.EXCLUDED, _("Not counted")),
        ("warned", _("With a warning")),
    ]
    filters: list[dict[str, object]] = []
    for choice, text in choices:
        query = request.GET.copy()
        query.pop("page", None)
        query["show"] = choice
        if count := len(shown(rows, choice)):
            url = f"?{query.urlencode()}#episodes"
            filters.append({"text": text, "url": url, "current": choice == only, "count": count})
    return filters
