"""The hand-over between shifts: each patient with what is to be done, and what is new since somebody last looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.audit import record_looks
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from coordination.actions.list_looks import mark_all_seen
from coordination.core.states import Capacity, Step
from coordination.models import Event, ListLook
from coordination.web.event_words import told
from coordination.web.patient_words import whole
from coordination.web.worklist import capacity_of
from coordination.web.worklist_query import worklist
from coordination.web.worklist_rows import Row, row

A_SHIFT = timedelta(hours=12)
WARDS_OWN = (Step.NOTICE_WITHHELD, Step.BED_CHANGED)
"""Steps that only the ward knows of."""


@dataclass(frozen=True)
class Line:
    """A patient: the row of the list, and what others have done since."""

    row: Row
    news: list[dict[str, Any]]
    number: str = ""
    full_name: str = ""


@never_cache
@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """Every open case of the unit; `?since=shift` looks back twelve hours, else to when the reader last looked."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    now = timezone.now()
    since = _since(by, now, request.GET.get("since", ""))
    lines = list(_lines(by, now, since))
    context = {
        "lines": lines,
        "new": sum(1 for line in lines if line.news),
        "since": since,
        "is_shift": request.GET.get("since") == "shift",
        "now": now,
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
    """What the unit needs on paper before a known outage: whole names and numbers, so each is a look and logged."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    now = timezone.now()
    lines = list(_lines(by, now, None))
    record_looks(assignment=by, case_ids=[line.row.id for line in lines], what="outage list")
    return render(request, "coordination/outage_list.html", {"lines": lines, "now": now})


def _since(by: Assignment, now: datetime, asked: str) -> datetime:
    last = None if asked == "shift" else ListLook.objects.filter(assignment=by).first()
    return last.looked_at if last else now - A_SHIFT


def _lines(by: Assignment, now: datetime, since: datetime | None) -> Iterator[Line]:
    found = list(worklist(by, now))
    news = _news(by, [one["id"] for one in found], since) if since else {}
    for one in found:
        shown = row(one, now)
        name = f"{one['snapshot__given_name']} {one['snapshot__family_name']}"
        yield Line(
            row=shown,
            news=news.get(shown.id, []),
            number=whole(one["patient__identity_type"], one["patient__identity_value"]),
            full_name=shown.name if shown.is_protected else name,
        )


def _news(by: Assignment, cases: list[UUID], since: datetime) -> dict[UUID, list[dict[str, Any]]]:
    """What other units have registered in these cases since then, in one query; titles, no contents."""
    events = (
        Event.objects.filter(case__in=cases, registered_at__gt=since, by__isnull=False)
        .exclude(by__unit=by.unit_id)
        .select_related("by__unit")
        .order_by("case", "sequence")
    )
    if capacity_of(by) is not Capacity.WARD:
        events = events.exclude(step__in=WARDS_OWN)
    found: dict[UUID, list[dict[str, Any]]] = {}
    for event in events:
        line = {
            "title": told(event.as_recorded().payload).title,
            "at": event.registered_at,
            "unit": event.by.unit.name if event.by else "",
        }
        found.setdefault(event.case_id, []).append(line)
    return found
