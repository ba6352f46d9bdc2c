"""Whoever is shown a month's episodes stands in the access log: they are mostly another authority's patients."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AccessLogEntry
from tests.billing_web.march import MARCH, a_march
from tests.cast import Cast, api_client_of, client_of

SUBJECT = "month 13/1380/2027-03"


@pytest.mark.parametrize(
    ("url", "what"),
    [
        (MARCH, "month page"),
        (f"{MARCH}?show=excluded", "month page"),
        (f"{MARCH}?format=csv", "month as CSV"),
        (f"/api/v1{MARCH}", "month by API"),
    ],
)
def test_it_writes_down_who_was_shown_which_month_and_how(cast: Cast, url: str, what: str) -> None:
    a_march()
    client = (api_client_of if url.startswith("/api/") else client_of)(cast.municipal_controller)
    assert client.get(url).status_code == 200
    look = AccessLogEntry.objects.get()
    assert (look.subject, look.what, look.case_id) == (SUBJECT, what, None)
    assert (look.user, look.assignment) == (cast.municipal_controller.user, cast.municipal_controller)


def test_it_writes_nothing_of_who_was_shown_nothing(cast: Cast) -> None:
    a_march()
    for url in (MARCH, f"/api/v1{MARCH}"):
        client = (api_client_of if url.startswith("/api/") else client_of)(cast.stranger_controller)
        assert client.get(url).status_code == 404
    client_of(cast.nurse).get(MARCH)
    # Sums alone are nobody's care.
    client_of(cast.region_controller).get("/months/?month=2027-03")
    assert not AccessLogEntry.objects.exists()


@pytest.mark.parametrize("said", [{}, {"case_id": UUID(int=1), "subject": SUBJECT}])
def test_it_is_a_look_at_a_case_or_at_a_month_and_never_at_both_or_nothing(
    cast: Cast, said: dict[str, object]
) -> None:
    who = {"user": cast.nurse.user, "assignment": cast.nurse}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessLogEntry.objects.create(**who, what="month page", **said)
    assert not AccessLogEntry.objects.exists()
