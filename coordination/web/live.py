"""Telling a viewer that somebody else has changed what they look at: asked every few seconds, answered in a word.

Nothing of a patient is in these answers, so they are no looks. Without a script nobody asks, and a write on a page that
has grown old is refused kindly as ever (`step_view`).
"""

from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from coordination.errors import CaseNotFound
from coordination.models import Case

STOP_ASKING = 286
"""htmx shows the answer, and asks no more."""


def state_of(cases: int, events: int) -> str:
    """Changes with every event in a case of the list, and with every case that comes or goes."""
    return f"{cases}-{events}"


def state_of_list(by: Assignment) -> str:
    """The state of the unit's list now."""
    listed = Case.objects.listed_for(by)
    return state_of(**listed.aggregate(cases=Count("pk"), events=Coalesce(Sum("version"), 0)))


@never_cache
@require_safe
def live_list(request: HttpRequest) -> HttpResponse:
    """Whether the list is another than `?seen=`."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    return _answer(request, is_changed=state_of_list(by) != request.GET.get("seen"), url=reverse("worklist"))


@never_cache
@require_safe
def live_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whether the case has come further than `?seen=`; 404 for strangers."""
    version = (
        Case.objects.visible_to(assignment_of(request)).filter(pk=case_id).values_list("version", flat=True)
    ).first()
    if version is None:
        raise CaseNotFound
    is_changed = str(version) != request.GET.get("seen")
    return _answer(request, is_changed=is_changed, url=reverse("case", args=[case_id]))


def _answer(request: HttpRequest, *, is_changed: bool, url: str) -> HttpResponse:
    if not is_changed:
        return HttpResponse(status=204)
    return render(request, "coordination/changed.html", {"url": url}, status=STOP_ASKING)
