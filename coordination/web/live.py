"""Telling a viewer that somebody else has changed what they look at: asked every few seconds, answered in a word.

Nothing of a patient is in these answers, so they are no looks. Without a script nobody asks, and a write on a page that
has grown old is refused kindly as ever (`step_view`).
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.models.statements import Given, PreparedValues
from accounts.web.middleware import assignment_of
from coordination.deviations import deviations
from coordination.errors import CaseNotFound
from coordination.models import Case, Delivery, Medium

STOP_ASKING = 286
"""htmx shows the answer, and asks no more."""
MESSAGES_A_PAGE = 50

LISTED = PreparedValues(
    lambda: Case.objects.listed_of(Given("unit")).values_list(Cast("pk", TextField()), "version")
)


def state_of(parts: Iterable[tuple[Any, ...]]) -> str:
    """One word for what a page shows, made of what tells its rows apart; another word as soon as one is another."""
    rows = sorted(" ".join(map(str, part)) for part in parts)
    return sha256("\n".join(rows).encode()).hexdigest()[:32]


def state_of_list(by: Assignment) -> str:
    """That of the unit's list now: another with every event in a case of it, and every case that comes or goes."""
    return state_of(LISTED(unit=by.unit_id))


def state_of_inbox(by: Assignment) -> str:
    """That of the latest messages: another with each that comes, and each that somebody reads."""
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    messages = Delivery.objects.visible_to(by).filter(medium=Medium.INBOX).order_by("-created_at", "-pk")
    return state_of(messages.values_list("pk", is_read)[:MESSAGES_A_PAGE])


def state_of_deviations(by: Assignment) -> str:
    """That of the unit's deviations: another with each that comes, is followed up or struck out."""
    found = deviations(by).select_related(None).order_by()
    return state_of(found.values_list("pk", "is_open"))  # type: ignore[misc]  # `deviations` annotates it


@never_cache
@require_safe
def live_list(request: HttpRequest) -> HttpResponse:
    """Whether the list is another than `?seen=`."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    return _answer(request, state_of_list(by), reverse("worklist"))


@never_cache
@require_safe
def live_handover(request: HttpRequest) -> HttpResponse:
    """The same for the hand-over, which is of the list's cases; `?since=` is the page's own."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    since = {"since": request.GET["since"]} if request.GET.get("since") else None
    return _answer(request, state_of_list(by), reverse("handover", query=since))


@never_cache
@require_safe
def live_inbox(request: HttpRequest) -> HttpResponse:
    """Whether the latest messages are others than `?seen=`."""
    by = assignment_of(request)
    require(by, Permission.READ_INBOX)
    return _answer(request, state_of_inbox(by), reverse("inbox"))


@never_cache
@require_safe
def live_deviations(request: HttpRequest) -> HttpResponse:
    """Whether the deviations are others than `?seen=`."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    return _answer(request, state_of_deviations(by), reverse("deviations"))


@never_cache
@require_safe
def live_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whether the case has come further than `?seen=`; 404 for strangers."""
    version = (
        Case.objects.visible_to(assignment_of(request)).filter(pk=case_id).values_list("version", flat=True)
    ).first()
    if version is None:
        raise CaseNotFound
    return _answer(request, str(version), reverse("case", args=[case_id]))


def _answer(request: HttpRequest, state: str, url: str) -> HttpResponse:
    if state == request.GET.get("seen"):
        return HttpResponse(status=204)
    return render(request, "coordination/changed.html", {"url": url}, status=STOP_ASKING)
