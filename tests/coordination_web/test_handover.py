"""The hand-over between shifts: what is to be done for each, and what others have done since somebody last looked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessLogEntry
from coordination.core.planning import WithheldNotice
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, patient_details
from tests.coordination_web.pages import open_page
from tests.coordination_web.ward_day import HOUR, ward_day

pytestmark = pytest.mark.django_db


def test_it_tells_what_others_have_done_and_then_no_more(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    story.municipality_receives(timezone.now() - HOUR)
    client = client_of(cast.nurse)
    page = open_page(client.get("/handover/"))
    assert "Meddelande kvitterat, Biståndsenheten" in page.text
    client.post("/handover/seen/")
    assert "Meddelande kvitterat" not in open_page(client.get("/handover/")).text
    assert "Meddelande kvitterat, Biståndsenheten" in open_page(client.get("/handover/?since=shift")).text
    # Each person has looked or not for themselves.
    assert "Meddelande kvitterat" in open_page(client_of(cast.physician).get("/handover/")).text


def test_it_leaves_out_what_the_own_unit_did_and_what_only_the_ward_knows(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    story.withholds(timezone.now() - HOUR)
    story.changes_bed(timezone.now() - HOUR)
    assert "sekretess" not in open_page(client_of(cast.nurse).get("/handover/")).text
    text = open_page(client_of(cast.case_officer).get("/handover/")).text
    assert "sekretess" not in text
    assert "Ny säng" not in text


def test_it_tells_what_a_colleague_did_and_not_what_the_reader_did(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    story.changes_bed(timezone.now() - HOUR)
    assert "Ny säng" not in open_page(client_of(cast.nurse).get("/handover/")).text
    assert "Ny säng, Avd 4B" in open_page(client_of(cast.physician).get("/handover/")).text


def test_it_tells_who_has_left_the_list_since_and_how(cast: Cast) -> None:
    story = ward_day(cast)["ready"]
    story.cancel(timezone.now() - HOUR)
    text = open_page(client_of(cast.nurse).get("/handover/")).text
    assert f"{story.case.number} Makulerat: registrerat av misstag, Avd 4B" in text
    client = client_of(cast.nurse)
    client.post("/handover/seen/")
    assert "Har lämnat listan" not in open_page(client.get("/handover/")).text
    assert story.case.number not in open_page(client_of(cast.stranger_nurse).get("/handover/")).text


def test_it_prints_whole_names_for_an_outage_and_logs_each_look(cast: Cast) -> None:
    day = ward_day(cast)
    text = open_page(client_of(cast.nurse).get("/handover/outage/")).text
    assert "Anna Andersson" in text
    assert "Hemlig" not in text
    looks = AccessLogEntry.objects.filter(what="outage list", user=cast.nurse.user)
    assert {one.case_id for one in looks} == {story.case.pk for story in day.values()}


def test_it_says_on_paper_how_far_each_has_come_and_not_what_is_untrue(cast: Cast) -> None:
    day = ward_day(cast)
    withheld = Story(cast, admitted_at=timezone.now() - HOUR, patient=patient_details(given_name="Ivar"))
    withheld.withholds(timezone.now(), notice=WithheldNotice.ADMISSION_NOTICE)
    text = open_page(client_of(cast.nurse).get("/handover/outage/")).text
    # Overdue: admitted, and not "needs nobody".
    assert f"{day['late'].case.number} Inskriven Skicka inskrivningsmeddelande" in text
    assert f"{day['notified'].case.number} Meddelad Meddelandet är inte kvitterat" in text
    assert f"{withheld.case.number} Inskriven Inget meddelande att skicka" in text
    for address in ("/", "/board/", "/handover/", "/handover/outage/"):
        text = open_page(client_of(cast.nurse).get(address)).text
        assert "Behöver ingen efter utskrivning" not in text
        assert "sekretess" not in text


def test_it_shows_strangers_nothing(cast: Cast) -> None:
    ward_day(cast)
    for address in ("/handover/", "/handover/outage/"):
        assert "Inga öppna ärenden" in open_page(client_of(cast.stranger_officer).get(address)).text
        assert client_of(cast.municipal_controller).get(address).status_code == 403
    assert not AccessLogEntry.objects.exists()


@pytest.mark.parametrize("rows", [3, 30])
def test_it_asks_the_database_as_often_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for hours in range(rows):
        Story(cast, admitted_at=timezone.now() - timedelta(hours=hours))
    client = client_of(cast.nurse)
    # 1 session, 2 user, 3 assignment with its unit and organisation, 4 last look, 5 the rows, 6 what is new
    # 7 who has left the list, 8 how many messages are unread
    with django_assert_num_queries(8):
        client.get("/handover/")
