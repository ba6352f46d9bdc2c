"""The hand-over between shifts: each patient with what is to be done, and what is new since somebody last looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.actions.list_looks import mark_all_seen
from coordination.web.handover_lines import SHIFT, handover_of, lines_for_outage


@never_cache
@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """Every open case of the unit; `?since=shift` looks back twelve hours, else to when the reader last looked."""
    now, asked = timezone.now(), request.GET.get("since", "")
    told = handover_of(assignment_of(request), now, asked)
    context = {
        "lines": told.lines,
        "gone": told.gone,
        "new": sum(1 for line in told.lines if line.news),
        "since": told.since,
        "is_shift": asked == SHIFT,
        "now": now,
        "live_url": reverse("live-handover", query={"seen": told.state, "since": asked}),
    }
    return render(request, "coordination/handover.html", context)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """The reader has gone through it: what is new is counted from now."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    mark_all_seen(by=by)
    return redirect("handover")


@never_cache
@require_safe
def outage_list(request: HttpRequest) -> HttpResponse:
    """What the unit needs on paper before a known outage."""
    now = timezone.now()
    lines = lines_for_outage(assignment_of(request), now)
    return render(request, "coordination/outage_list.html", {"lines": lines, "now": now})
