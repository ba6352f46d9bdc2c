"""What search, the list for an outage and the case page ask of the database grows with no list and no history.

The other lists say their number beside their own tests.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, client_of
from tests.coordination.stories import Story, at

HOUR = timedelta(hours=1)


def queries(client: Client, url: str, **posted: str) -> int:
    """How many it takes to show the page."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, posted) if posted else client.get(url)
    assert answer.status_code == 200
    return len(asked)


def of_lists(client: Client) -> tuple[int, int]:
    return queries(client, reverse("outage-list")), queries(client, reverse("search"), wanted="Anna")


def admit_and_notify(cast: Cast, number: int) -> None:
    now = timezone.now()
    story = Story(cast, admitted_at=now - 40 * HOUR + number * HOUR)
    story.notify(now - HOUR)
    story.municipality_receives(now - HOUR / 2)


def test_lists_of_thirty_rows_ask_as_often_as_those_of_three(cast: Cast) -> None:
    client = client_of(cast.nurse)
    for number in range(3):
        admit_and_notify(cast, number)
    of_three = of_lists(client)
    for number in range(3, 30):
        admit_and_notify(cast, number)
    assert of_lists(client) == of_three


@pytest.mark.parametrize("who", ["nurse", "case_officer", "coordinator"])
def test_a_case_asks_as_often_after_a_long_history(cast: Cast, who: str) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    client, page = client_of(getattr(cast, who)), reverse("case", args=[story.case.pk])
    story.is_ready(at("2026-03-04T11:00"))
    before = queries(client, page)
    for day in range(5, 20):
        story.is_not_ready(at(f"2026-03-{day:02}T10:00"))
        story.is_ready(at(f"2026-03-{day:02}T11:00"))
    assert queries(client, page) == before
