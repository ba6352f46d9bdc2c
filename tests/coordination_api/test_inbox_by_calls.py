"""A unit's own system reads what the unit has been told, and says what somebody there has read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coordination.actions.reminders import remind
from coordination.models import Delivery
from tests.cast import Cast, api_client_of
from tests.coordination.stories import Story

HOUR = timedelta(hours=1)
INBOX = "/api/v1/inbox/"


def notified(cast: Cast) -> Story:
    now = timezone.now()
    story = Story(cast, admitted_at=now - 5 * HOUR)
    story.notify(now - 4 * HOUR)
    return story


def test_it_tells_what_happened_in_which_case_and_nothing_of_the_patient(cast: Cast) -> None:
    story = notified(cast)
    answer = api_client_of(cast.case_officer).get(INBOX)
    [message] = answer.json()["results"]
    assert (message["case"], message["number"]) == (str(story.case.pk), story.case.number)
    assert (message["step"], message["sender"]) == ("admission_notice_sent", cast.ward.name)
    assert (message["deadline"], message["read_at"], message["is_open"]) == (None, None, True)
    assert "Andersson" not in answer.text and "Anna" not in answer.text


def test_it_tells_of_a_deadline(cast: Cast) -> None:
    Story(cast, admitted_at=timezone.now() - 19 * HOUR)
    remind()
    [message] = api_client_of(cast.nurse).get(INBOX).json()["results"]
    assert (message["step"], message["deadline"], message["to_head"]) == (None, "admission_notice", False)
    assert message["due_at"]


def test_it_is_marked_as_read_once_by_who_asked_first(cast: Cast) -> None:
    notified(cast)
    client = api_client_of(cast.case_officer)
    [message] = client.get(INBOX, {"is_unread": "true"}).json()["results"]
    address = f"{INBOX}{message['id']}/read/"
    first = client.post(address).json()
    assert first["read_by"] == cast.case_officer.user.name
    assert client.post(address).json() == first
    assert client.get(INBOX, {"is_unread": "true"}).json()["results"] == []
    assert client.get(INBOX, {"is_unread": "false"}).json()["results"] == [first]


def test_it_is_another_units_to_read(cast: Cast) -> None:
    notified(cast)
    message = Delivery.objects.get(unit=cast.intake)
    for who, status in ((cast.nurse, 404), (cast.stranger_officer, 404), (cast.region_controller, 404)):
        assert api_client_of(who).post(f"{INBOX}{message.pk}/read/").status_code == status
    message.refresh_from_db()
    assert message.read_at is None
    assert api_client_of(cast.stranger_officer).get(INBOX).json()["results"] == []


def test_it_goes_on_by_key_and_keeps_what_was_asked_for(cast: Cast) -> None:
    cases = [notified(cast).case for _ in range(5)]
    Delivery.objects.filter(case__in=cases).update(created_at=timezone.now() - 6 * HOUR)
    client = api_client_of(cast.case_officer)
    client.post(f"{INBOX}{Delivery.objects.get(unit=cast.intake, case=cases[4]).pk}/read/")
    first = client.get(INBOX, {"is_unread": "true", "limit": 2}).json()
    notified(cast)
    second = client.get(first["next"]).json()
    told = [one["number"] for one in first["results"] + second["results"]]
    assert told == [one.number for one in reversed(cases[:4])]
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert (first["previous"], second["next"]) == (None, None)


@pytest.mark.parametrize(
    "asked",
    [{"before": "x"}, {"after": "1.-2"}, {"before": "1.1", "after": "1.1"}, {"limit": 501}, {"limit": 0}],
)
def test_it_refuses_a_place_that_was_never_given(cast: Cast, asked: dict[str, str | int]) -> None:
    answer = api_client_of(cast.case_officer).get(INBOX, asked)
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) & {*asked}


@pytest.mark.parametrize("rows", [2, 20])
def test_it_asks_as_often_for_many_messages_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        notified(cast)
    client = api_client_of(cast.case_officer)
    client.get(INBOX)
    # 1 key with its assignment, 2 the messages of the page, 3 who sent them
    with django_assert_num_queries(3):
        client.get(INBOX)
