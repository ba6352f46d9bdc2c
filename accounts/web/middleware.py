"""Gives every request its assignment, and asks for one before the first page that needs it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from rest_framework.request import Request

from accounts.access.policy import NotAllowed
from accounts.models import Assignment
from accounts.web.kept_form import View, keep, whose_session_ended
from accounts.web.session import chosen_assignment

SHOWN_AND_NOT_ASKED_AGAIN = 286
"""By this status htmx shows the answer and stops asking."""


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends the signed-out to sign in, and afterwards back: to the page, or to the form with what they typed in it."""

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponse:  # type: ignore[override]  # Django's own only redirects
        if is_part_of_page(request):
            return signed_out(request)
        can_come_back = request.method in ("GET", "HEAD") or keep(
            request, view_func, whose_session_ended(request)
        )
        way_back = request.get_full_path() if can_come_back else "/"
        return redirect_to_login(
            way_back, self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )


class RequestWithAssignment(HttpRequest):
    """What views behind the middleware receive."""

    assignment: Assignment | None


class AssignmentMiddleware:
    """Sets `request.assignment`: the chosen one, or None. Comes after Django's authentication.

    A page of a signed-in person needs an assignment unless its view is marked `assignment_optional`; views that
    need no sign-in (and the API's, which answer for themselves) are left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: RequestWithAssignment) -> HttpResponse:
        request.assignment = chosen_assignment(request, request.user)
        return self.get_response(request)

    def process_view(
        self, request: RequestWithAssignment, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        needs_sign_in = getattr(view, "login_required", True)
        if needs_sign_in and not getattr(view, "with_any_password", False) and has_password_for_once(request):
            return redirect("change-password")
        optional = getattr(view, "assignment_optional", False)
        if request.assignment or optional or not needs_sign_in or not request.user.is_authenticated:
            return None
        if is_part_of_page(request):
            return signed_out(request)
        # A form that was open when the assignment ended is not sent again by itself.
        way_back = request.get_full_path() if request.method == "GET" else "/"
        return redirect(reverse("choose-assignment") + "?" + urlencode({"next": way_back}))


def is_part_of_page(request: HttpRequest) -> bool:
    """Whether a page that is open asks for a piece of itself (htmx), and cannot be led to another page by that."""
    return "HX-Request" in request.headers


def signed_out(request: HttpRequest) -> HttpResponse:
    """Tells an open page, once, that its reader is signed out. A board shows this in place of its patients.

    The page stays, for what has been typed in it is kept when it is sent.
    """
    return render(request, "accounts/signed_out.html", status=SHOWN_AND_NOT_ASKED_AGAIN)


def assignment_optional(view: View) -> View:
    """Marks a view that a signed-in person may see before she has chosen an assignment."""
    view.assignment_optional = True  # type: ignore[attr-defined]
    return view


def with_any_password(view: View) -> View:
    """Marks a view that is open also to whoever has a password for once, which another person knows."""
    view.with_any_password = True  # type: ignore[attr-defined]
    return view


def has_password_for_once(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_password_for_once


def assignment_of(request: HttpRequest | Request) -> Assignment:
    """The request's assignment, for views that come after one has been chosen."""
    assignment: Assignment | None = request.assignment  # type: ignore[union-attr]
    if assignment is None:
        raise NotAllowed
    return assignment
