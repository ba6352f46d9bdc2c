"""Choosing which assignment to work under."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Assignment
from accounts.models.assignment import AssignmentQuerySet
from accounts.web.middleware import RequestWithAssignment, assignment_optional
from accounts.web.session import choose
from accounts.web.way_back import way_back


@never_cache
@assignment_optional
@require_safe
def choose_assignment(request: RequestWithAssignment) -> HttpResponse:
    """The person's assignments, one to click. Who has only one is not asked on the way in."""
    assignments = list(assignments_of_asker(request))
    if len(assignments) == 1 and request.assignment is None:
        choose(request, assignments[0])
        return redirect(way_back(request))
    context = {"assignments": assignments, "next": way_back(request)}
    return render(request, "accounts/choose_assignment.html", context)


@assignment_optional
@require_POST
def work_under(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Works under one of the person's own assignments from now on."""
    choose(request, get_object_or_404(assignments_of_asker(request), pk=assignment_id))
    return redirect(way_back(request))


def assignments_of_asker(request: HttpRequest) -> AssignmentQuerySet:
    """The signed-in person's assignments that hold now, in the order they are offered."""
    mine = Assignment.objects.current().with_place().filter(user=request.user.pk)
    return mine.order_by("unit__organisation__sort_name", "unit__sort_name", "role")
