"""Signing in by e-mail and password, and out again."""

import logging
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.sign_in_attempts import begin_attempt, forgive_attempt
from accounts.models import Assignment, User
from accounts.models.assignment import AssignmentQuerySet
from accounts.web.caller import address_of
from accounts.web.kept_form import IN_SESSION, forget_others_form
from accounts.web.middleware import assignment_optional, with_any_password
from accounts.web.session import choose
from accounts.web.way_back import way_back

logger = logging.getLogger("hemgang.sign_in")


class SignInForm(AuthenticationForm):
    """E-mail and password. One sentence for every failure: it never tells who has an account."""

    # `invalid_login` alone: the backend hides people who may no longer sign in behind the same answer.
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("The e-mail and password don't match. Check both and try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.seconds_to_wait = 0

    def clean(self) -> dict[str, Any]:
        """Tries the password, unless too many have been tried."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not email or not password:
            return super().clean()
        attempt = {"email": email, "address": address_of(self.request)}  # type: ignore[arg-type]  # the view gives it
        if until := begin_attempt(**attempt):
            self.seconds_to_wait = ceil((until - timezone.now()).total_seconds())
            logger.warning("sign-in has to wait", extra={"code": "too_many_attempts"})
            raise ValidationError(too_many(self.seconds_to_wait), code="too_many_attempts")
        cleaned = super().clean()
        forgive_attempt(**attempt)
        return cleaned


@never_cache
@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page where everybody begins. Signing in starts a session with a new key."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(way_back(request))
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        login(request, user)
        forget_others_form(request)
        return in_language_of(user, redirect(way_back(request)))
    context = {
        "form": form,
        "next": way_back(request),
        "has_kept_form": IN_SESSION in request.session,
        "demo_people": demo_people() if settings.DEMO else None,
    }
    response = render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)
    if form.seconds_to_wait:
        response.status_code, response["Retry-After"] = HTTPStatus.TOO_MANY_REQUESTS, form.seconds_to_wait
    return response


def too_many(seconds: int) -> str:
    """The sentence for somebody who must wait: in seconds or minutes, never less than it is."""
    if seconds < 90:
        return ngettext(
            "Too many attempts have failed. Try again in %(number)d second.",
            "Too many attempts have failed. Try again in %(number)d seconds.",
            seconds,
        ) % {"number": seconds}
    minutes = ceil(seconds / 60)
    return ngettext(
        "Too many attempts have failed. Try again in %(number)d minute.",
        "Too many attempts have failed. Try again in %(number)d minutes.",
        minutes,
    ) % {"number": minutes}


@login_not_required
@require_POST
def sign_in_as_demo_person(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One click into an invented person's day. Outside demo mode the address does not exist."""
    if not settings.DEMO:
        raise Http404
    assignment = get_object_or_404(demo_people(), pk=assignment_id)
    login(request, assignment.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    forget_others_form(request)
    choose(request, assignment)
    response = redirect(way_back(request))
    # A visitor who has chosen a language keeps it, whoever she tries to be.
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return response if chosen else in_language_of(assignment.user, response)


@with_any_password
@assignment_optional
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, on this computer."""
    logout(request)
    return redirect("sign-in")


def demo_people() -> AssignmentQuerySet:
    """Assignments of invented people, by organisation, unit and name."""
    invented = Assignment.objects.current().with_place().filter(user__is_demo=True)
    return invented.order_by(
        "unit__organisation__region_code",
        "-unit__organisation__kind",
        "unit__organisation__sort_name",
        "unit__sort_name",
        "user__sort_name",
    )


def in_language_of(user: User, response: HttpResponse) -> HttpResponse:
    """The answer, with the person's own language remembered for the pages that follow."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
