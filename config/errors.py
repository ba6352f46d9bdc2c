"""Errors at the edge: a refusal of the rules becomes problem+json (RFC 9457) or a page that says what to do."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.access.policy import NotAllowed
from accounts.errors import DomainError
from accounts.web.kept_form import keep
from coordination.errors import CaseClosed, CaseNotFound

PROBLEM_JSON = "application/problem+json"
API_PREFIX = "/api/"

# A refusal not named here is a conflict with the state of things.
STATUS_OF = {
    NotAllowed: HTTPStatus.FORBIDDEN,
    CaseNotFound: HTTPStatus.NOT_FOUND,
    CaseClosed: HTTPStatus.GONE,
}


def status_of(error: DomainError) -> int:
    """The HTTP status that says the same as the error."""
    for kind in type(error).__mro__:
        if kind in STATUS_OF:
            return STATUS_OF[kind]
    return HTTPStatus.CONFLICT


def problem(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """A problem as the API says it: `code` is for machines and never changes, `detail` is for people."""
    return {"title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": detail, **more}


def api_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler; None leaves a fault of ours to the 500 page."""
    if isinstance(error, DomainError):
        status = status_of(error)
        body = problem(status, error.code, error.message)
        if error.data:
            body["data"] = {key: str(value) for key, value in error.data.items()}
        return Response(body, status=status, content_type=PROBLEM_JSON)
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, ValidationError):
        body = problem(response.status_code, "invalid", _("Some fields are not right."), errors=response.data)
    else:
        code = error.default_code if isinstance(error, APIException) else _code_of(error)
        body = problem(response.status_code, code, str(response.data["detail"]))
    response.data = body
    response.content_type = PROBLEM_JSON
    return response


def _code_of(error: Exception) -> str:
    return "not_found" if isinstance(error, Http404) else "permission_denied"


class DomainErrorMiddleware:
    """Answers a refusal that a page's view let through with the refusal's own sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            return _answer(request, status_of(error), error.code, error.message)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, "bad_request", _("The address or the form could not be understood."))


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return _answer(request, 403, "permission_denied", _("Your present assignment does not allow this."))


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return _answer(request, 404, "not_found", _("There is nothing here that you can see."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(
        request, 500, "server_error", _("Something went wrong in the system. Nothing you sent was changed.")
    )


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page or API answer when a form's protection did not fit: most often it was left open too long.

    Whoever has signed in anew in another window gets the form again with what they typed, where it is certain that
    they sent it from here.
    """
    match = request.resolver_match
    is_from_here = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if match and is_from_here and keep(request, match.func, request.session.get(SESSION_KEY)):
        return redirect(request.path)
    return _answer(
        request, 403, "form_expired", _("The page had been open too long. Go back, reload it and send again.")
    )


def _answer(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
    if request.path.startswith(API_PREFIX):
        return JsonResponse(problem(status, code, sentence), status=status, content_type=PROBLEM_JSON)
    context = {"status": status, "code": code, "sentence": sentence}
    return render(request, "shared/error.html", context, status=status)
