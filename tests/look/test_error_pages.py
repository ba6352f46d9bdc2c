"""Where something went wrong, the page says what happened, that nothing is lost, and what to do now."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from config.errors import bad_request, expired_form, forbidden, server_error
from tests.cast import Cast, client_of


@pytest.mark.parametrize(
    ("answer", "status", "sentence", "comfort"),
    [
        (lambda request: bad_request(request, Exception()), 400, "gick inte att förstå", "Inget har ändrats"),
        (lambda request: forbidden(request, PermissionDenied()), 403, "ger inte rätt", "Inget har ändrats"),
        (expired_form, 403, "öppen för länge", "Det du skrev finns kvar"),
        (server_error, 500, "Något gick fel", "i säkert förvar"),
    ],
)
def test_it_says_what_happened_and_that_nothing_is_lost(
    answer: Callable[[HttpRequest], HttpResponse], status: int, sentence: str, comfort: str
) -> None:
    with translation.override("sv"):
        response = answer(RequestFactory().get("/"))
    assert response.status_code == status
    page = response.content.decode()
    assert sentence in page
    assert comfort in page
    assert '<html lang="sv"' in page


def test_a_page_that_is_not_there_offers_the_way_back(cast: Cast) -> None:
    response = client_of(cast.nurse).get("/no-such-page/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Här finns inget" in page
    assert "Byt uppdrag" in page
    assert cast.ward.name in page


def test_it_needs_no_sign_in_to_be_told_that_a_page_is_not_there(client: Client) -> None:
    assert client.get("/no-such-page/").status_code == 404


def test_the_page_of_a_fault_asks_the_database_nothing(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        server_error(RequestFactory().get("/"))
