"""Tavlan: the ward on a wall. Bed, initials, next step and who: nothing that a visitor may not read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from coordination.core.states import OPEN, Capacity, Step
from coordination.models import Event
from coordination.web.worklist_rows import Row, row
from coordination.worklist_query import capacity_of, worklist


@dataclass(frozen=True)
class BoardRow:
    """A bed. `initials` are none for a protected identity."""

    bed: str
    initials: str
    row: Row


@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The ward's open cases in the order of their beds. It shows itself anew every four seconds."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    if capacity_of(by) is not Capacity.WARD:
        raise Http404
    now = timezone.now()
    context = {"rows": board_rows(by, now), "now": now}
    template = (
        "coordination/board_table.html" if request.headers.get("HX-Request") else "coordination/board.html"
    )
    return render(request, template, context)


def board_rows(by: Assignment, now: datetime) -> list[BoardRow]:
    """The beds in the order in which people count them."""
    last_bed = Event.objects.filter(case=OuterRef("pk"), step=Step.BED_CHANGED).order_by("-sequence")
    found = (
        worklist(by, now).filter(status__in=OPEN).annotate(bed=Subquery(last_bed.values("payload__bed")[:1]))
    )
    return sorted((_board_row(one, row(one, now)) for one in found), key=_place)


def _board_row(found: Mapping[str, Any], shown: Row) -> BoardRow:
    names = (found["snapshot__given_name"], found["snapshot__family_name"])
    initials = "–" if shown.is_protected else "".join(name[:1] for name in names)
    return BoardRow(bed=found["bed"] or "", initials=initials, row=shown)


def _place(one: BoardRow) -> tuple[bool, list[tuple[int, str]]]:
    """Beds as people count them, 2 before 10; who has none comes last."""
    parts = one.bed.replace(".", ":").split(":")
    return (not one.bed, [(int(part) if part.isdecimal() else 0, part) for part in parts])
