"""The signed-out are asked to sign in first, and a key opens no page. Who else reaches what: `tests/routes`."""

import pytest
from django.test import Client

from tests.cast import Cast, api_client_of


@pytest.mark.parametrize("path", ["/assignment/", "/password/", "/units/", "/units/1/"])
def test_it_sends_the_signed_out_to_sign_in(client: Client, cast: Cast, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/sign-in/?next={path}"


def test_it_shows_a_key_no_pages(cast: Cast) -> None:
    assert api_client_of(cast.unit_administrator).get("/units/").status_code == 302
