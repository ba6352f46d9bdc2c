"""The SIP's meeting in everybody's own calendar: no patient in it, and each change writes over the one before."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import AccessLogEntry
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stories import Story

HOUR = timedelta(hours=1)


@pytest.fixture
def called(cast: Cast) -> Story:
    now = timezone.now().replace(second=0, microsecond=0)
    story = Story(cast, admitted_at=now - 48 * HOUR)
    story.notify(now - 47 * HOUR)
    story.call_to_sip(now - 6 * HOUR)
    return story


def fetched(client: Client, story: Story) -> tuple[Calendar, Event]:
    answer = client.get(f"/cases/{story.case.pk}/sip.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_it_tells_when_and_where_in_swedish_time(cast: Cast, called: Story) -> None:
    calendar, event = fetched(client_of(cast.case_officer), called)
    assert calendar["METHOD"] == "REQUEST"
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert event["DTSTART"].dt == called.case.events.get(step="sip_called").as_recorded().payload.meets_at
    assert event["LOCATION"] == "https://moten.example.se/1"
    assert event["SUMMARY"] == f"SIP-möte, ärende {called.case.number}"


def test_it_says_nothing_of_the_patient(cast: Cast, called: Story) -> None:
    answer = client_of(cast.nurse).get(f"/cases/{called.case.pk}/sip.ics")
    told = (answer.content.decode() + answer["Content-Disposition"]).replace("\r\n ", "")
    for private in ("Andersson", "Anna", called.patient.identity_value, called.patient.identity_value[2:]):
        assert private not in told


def test_it_writes_over_itself_when_moved_and_takes_itself_away_when_cancelled(
    cast: Cast, called: Story
) -> None:
    client = client_of(cast.case_officer)
    _, first = fetched(client, called)
    called.moves_sip(timezone.now() - HOUR)
    _, second = fetched(client, called)
    called.cancels_sip_call(timezone.now())
    calendar, third = fetched(client, called)
    assert first["UID"] == second["UID"] == third["UID"]
    assert [one["SEQUENCE"] for one in (first, second, third)] == [0, 1, 2]
    assert str(second["DTSTART"].to_ical()) > str(first["DTSTART"].to_ical())
    assert (calendar["METHOD"], third["STATUS"]) == ("CANCEL", "CANCELLED")


def test_it_is_for_the_parties_alone_and_each_fetching_is_logged(cast: Cast, called: Story) -> None:
    before = AccessLogEntry.objects.count()
    for stranger in (cast.stranger_nurse, cast.stranger_officer, cast.region_controller):
        assert client_of(stranger).get(f"/cases/{called.case.pk}/sip.ics").status_code == 404
        assert api_client_of(stranger).get(f"/api/v1/cases/{called.case.pk}/sip.ics").status_code == 404
    assert AccessLogEntry.objects.count() == before
    fetched(client_of(cast.coordinator), called)
    assert api_client_of(cast.case_officer).get(f"/api/v1/cases/{called.case.pk}/sip.ics").status_code == 200
    assert [(one.assignment, one.what) for one in AccessLogEntry.objects.order_by("pk")[before:]] == [
        (cast.coordinator, "SIP in calendar"),
        (cast.case_officer, "SIP in calendar by API"),
    ]


def test_it_is_not_there_before_anybody_has_called(cast: Cast) -> None:
    story = Story(cast)
    assert client_of(cast.nurse).get(f"/cases/{story.case.pk}/sip.ics").status_code == 404


def test_it_takes_itself_away_when_the_call_is_struck_out(cast: Cast, called: Story) -> None:
    client = client_of(cast.case_officer)
    _, first = fetched(client, called)
    called.put_right(timezone.now(), called.case.events.get(step="sip_called").sequence, by=cast.coordinator)
    calendar, second = fetched(client, called)
    assert (calendar["METHOD"], second["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (second["UID"], second["DTSTART"].dt) == (first["UID"], first["DTSTART"].dt)
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    called.call_to_sip(timezone.now())
    calendar, third = fetched(client, called)
    assert (calendar["METHOD"], third["SEQUENCE"]) == ("REQUEST", 2)
