"""/months/<region>/<municipality>/<month>/: what a month costs, and why."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.web.middleware import assignment_of
from billing.access import record_look_at_month, require_month
from billing.actions.correction_months import corrections_that_wait
from billing.core.months import month_name
from billing.core.reasons import Status
from billing.months.between import MonthBetween
from billing.months.in_address import EARLIEST, this_month
from billing.statements.standing import month_state
from billing.texts.readings import Otherwise, other_reading
from billing.web.asking import whom_to_ask
from billing.web.episode_rows import EpisodeRow, in_order, shown
from billing.web.month_life import documents, life_steps
from billing.web.month_page import MonthPage
from billing.web.months_csv import episodes_as_csv

ROWS_ON_A_PAGE = 200


@require_safe
def month(request: HttpRequest, region: str, municipality: str, month: int) -> HttpResponse:
    """`?sort=`, `?show=` a status or `warned`, and `?format=csv` for a spreadsheet.

    `?reading=` computes the month by another reading of its text, `?readings=compared` tells what each would cost.
    """
    reader = assignment_of(request)
    require_month(reader, region, municipality)
    otherwise = _otherwise(request.GET.get("reading", ""))
    compares = request.GET.get("readings") == "compared"
    as_file = request.GET.get("format") == "csv"
    between = MonthBetween(region, municipality, month, otherwise=otherwise, compares=compares)
    page = MonthPage(between)
    record_look_at_month(
        reader, region, municipality, month, what="month as CSV" if as_file else "month page"
    )
    only = request.GET.get("show", "")
    rows = in_order(shown(page.rows, only), request.GET.get("sort", ""))
    if as_file:
        return episodes_as_csv(rows, f"{region}-{municipality}-{month_name(month)}{_known(between)}")
    state = month_state(region, municipality, month, timezone.now(), between.dates)
    context = {
        "page": page,
        "life": [] if page.is_one_body else life_steps(state),
        "waiting": corrections_that_wait(region, municipality, month),
        "documents": documents(reader, region, municipality, month),
        "ask": whom_to_ask(reader, region) if page.missing_years else "",
        "rows": Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "filters": list(_filters(page.rows, only, request)),
        "earlier": month - 1 if month > EARLIEST else None,
        "later": month + 1 if month < this_month() else None,
    }
    return render(request, "billing/month.html", context)


def _otherwise(name: str) -> Otherwise | None:
    """The reading that an address asks for; 404 for one that no text names."""
    if not name:
        return None
    otherwise = other_reading(name)
    if otherwise is None:
        raise Http404
    return otherwise


def _known(between: MonthBetween) -> str:
    """What a file's name says of a month that is not simply what is known now."""
    if between.otherwise is not None:
        return f"-{between.otherwise.name.replace(':', '-')}"
    return "-at-close" if between.is_closed else ""


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
