"""A refusal becomes problem+json in the API and a sentence on a page; both say the same."""

from http import HTTPStatus

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.policy import NotAllowed
from accounts.errors import DomainError
from config.log import JsonLines
from config.urls import urlpatterns as all_urls

# Without a database: an error must have its page also when that is what is wrong.
pytestmark = pytest.mark.urls(__name__)


NUMBER = "191212121212"


class TooLate(DomainError):
    code = "too_late"
    sentence = "It is too late by %(days)s days."


REFUSALS: dict[str, Exception] = {
    "late": TooLate(days=2),
    "not-allowed": NotAllowed(permission="admission.register"),
    "invalid": ValidationError({"phone": ["Not a number."]}),
}


class RefusingApi(APIView):
    permission_classes = []
    authentication_classes = []

    def get(self, request: Request, name: str) -> Response:
        raise REFUSALS[name]


@login_not_required
def refusing_page(request: HttpRequest, name: str) -> HttpResponse:
    if name == "fault":
        raise RuntimeError(f"a fault of ours with {NUMBER}")
    raise REFUSALS[name]


urlpatterns = [
    path("api/v1/refusal/<str:name>", RefusingApi.as_view()),
    path("refusal/<str:name>", refusing_page),
    *all_urls,
]
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"


def test_it_says_a_refusal_as_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/refusal/late", headers={"accept-language": "en"})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "title": "Conflict",
        "status": 409,
        "code": "too_late",
        "detail": "It is too late by 2 days.",
        "data": {"days": "2"},
    }


def test_it_says_that_an_assignment_does_not_allow_it(client: Client) -> None:
    answer = client.get("/api/v1/refusal/not-allowed")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer.json()["code"] == "not_allowed"


def test_it_names_the_fields_that_are_wrong(client: Client) -> None:
    answer = client.get("/api/v1/refusal/invalid")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["errors"] == {"phone": ["Not a number."]}


def test_it_says_a_refusal_on_a_page(client: Client) -> None:
    answer = client.get("/refusal/late", headers={"accept-language": "en"})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "It is too late by 2 days." in answer.content.decode()


def test_it_answers_the_api_in_json_also_where_there_is_nothing(client: Client) -> None:
    answer = client.get("/api/v1/nothing-here")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.json()["code"] == "not_found"


def test_it_has_a_page_for_a_fault_of_ours_that_tells_nothing_of_it(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    answer = client.get("/refusal/fault", headers={"accept-language": "en"})
    logged = "".join(JsonLines().format(record) for record in caplog.records)
    assert "RuntimeError" in logged
    assert NUMBER not in logged + answer.content.decode()
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "a fault of ours" not in answer.content.decode()
    assert "<h1>" in answer.content.decode()
