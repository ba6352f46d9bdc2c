"""/months/all/<month>/: all of the region's months reviewed, and issued, in one go; a slice of a second at a time."""

import time
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.web.middleware import assignment_of
from agreements.places import MUNICIPALITIES, REGIONS
from billing.actions.all_months import (
    TO_ISSUE,
    TO_REVIEW,
    Slice,
    issue_all,
    months_in,
    own_region,
    review_all,
)
from billing.core.months import month_name
from billing.web.months_rows import in_order, rows_of_region
from billing.web.numbers import month as month_in_words
from billing.web.statement_forms import IssueForm

SECONDS = 1.0
"""After so long the page tells how far it has come, and goes on."""


@require_safe
def all_months(request: HttpRequest, month: int) -> HttpResponse:
    """What can be reviewed and issued, and how far each month has come."""
    region = own_region(assignment_of(request), Permission.REVIEW_MONTH)
    rows = [row for row in rows_of_region(region, month) if row.figures]
    context = {
        "name": REGIONS[region].name,
        "month": month,
        "title": month_in_words(month),
        "back": f"{reverse('billing-months')}?month={month_name(month)}",
        "rows": in_order(rows, ""),
        "to_review": len(months_in(region, month, TO_REVIEW)),
        "to_issue": len(months_in(region, month, TO_ISSUE)),
        "issue": IssueForm(),
    }
    return render(request, "billing/all_months.html", context)


@require_POST
def review_months(request: HttpRequest, month: int) -> HttpResponse:
    """One controller stands behind the figures of all."""
    by = assignment_of(request)
    own_region(by, Permission.REVIEW_MONTH)
    return _go_on(
        request,
        month,
        "billing-review-all",
        lambda after, is_over: review_all(by=by, month=month, after=after, is_time_over=is_over),
        lambda count: ngettext(
            "%(count)d month is reviewed. Somebody else at the region can issue it.",
            "%(count)d months are reviewed. Somebody else at the region can issue them.",
            count,
        ),
    )


@require_POST
def issue_months(request: HttpRequest, month: int) -> HttpResponse:
    """Another one issues all that somebody else has reviewed."""
    by = assignment_of(request)
    own_region(by, Permission.ISSUE_STATEMENT)
    form = IssueForm(request.POST)
    form.full_clean()
    before = form.cleaned_data["before_the_day"]
    return _go_on(
        request,
        month,
        "billing-issue-all",
        lambda after, is_over: issue_all(
            by=by, month=month, before_the_day=before, after=after, is_time_over=is_over
        ),
        lambda count: ngettext("%(count)d statement is issued.", "%(count)d statements are issued.", count),
    )


def _go_on(
    request: HttpRequest,
    month: int,
    url_name: str,
    step: Callable[[str, Callable[[], bool]], Slice],
    said: Callable[[int], str],
) -> HttpResponse:
    """A slice; then how far it has come, with a form that goes on, or the page again with what came of it."""
    started = time.monotonic()
    after = request.POST.get("after", "")
    came_to = step(after if after in MUNICIPALITIES else "", lambda: time.monotonic() - started > SECONDS)
    done = _number(request.POST.get("done", "")) + len(came_to.done)
    refused = [code for code in request.POST.getlist("refused") if code in MUNICIPALITIES]
    refused += [each.municipality for each in came_to.refused]
    if came_to.next_after is not None:
        context = {
            "month": month,
            "title": month_in_words(month),
            "url": reverse(url_name, args=[month]),
            "after": came_to.next_after,
            "done": done,
            "refused": refused,
            "before_the_day": request.POST.get("before_the_day", ""),
        }
        return render(request, "billing/all_months_progress.html", context)
    if done:
        messages.success(request, said(done) % {"count": done})
    if refused:
        names = ", ".join(MUNICIPALITIES[code].name for code in refused)
        messages.warning(request, _("Not done: %(names)s. Open each to see why.") % {"names": names})
    elif not done:
        messages.warning(request, _("There was nothing to do."))
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse("billing-all-months", args=[month])})
    return redirect("billing-all-months", month)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 0
