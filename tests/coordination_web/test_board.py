"""The board on the ward's wall: beds, initials, what comes next and who. Nothing that a visitor may not read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, client_of
from tests.coordination.stories import Story
from tests.coordination_web.pages import open_page
from tests.coordination_web.ward_day import ward_day

pytestmark = pytest.mark.django_db


def test_it_shows_beds_in_their_order_with_initials_only(cast: Cast) -> None:
    day = ward_day(cast)
    for name, bed in (("late", "10:1"), ("notified", "2:1"), ("protected", "2:2")):
        day[name].changes_bed(timezone.now(), bed)
    answer = client_of(cast.nurse).get("/board/")
    text = open_page(answer).text
    assert text.index("2:1 DD") < text.index("2:2 –") < text.index("10:1 AA")
    assert "Skicka inskrivningsmeddelande Avdelningen" in text
    main = answer.text.split("<main", 1)[1]
    for private in ("Anna", "Andersson", "Doris", "Hemlig", "Hed", "1890", "18900"):
        assert private not in main


def test_it_shows_the_bed_where_the_patient_lies_now(cast: Cast) -> None:
    story = Story(cast, admitted_at=timezone.now() - timedelta(hours=2))
    story.changes_bed(timezone.now() - timedelta(hours=1), "3:1")
    story.changes_bed(timezone.now(), "4:2")
    text = open_page(client_of(cast.nurse).get("/board/")).text
    assert "4:2" in text
    assert "3:1" not in text


def test_it_is_the_wards_alone(cast: Cast) -> None:
    ward_day(cast)
    assert client_of(cast.case_officer).get("/board/").status_code == 404
    assert client_of(cast.region_controller).get("/board/").status_code == 403
    assert "Inga patienter på avdelningen" in open_page(client_of(cast.stranger_nurse).get("/board/")).text


@pytest.mark.parametrize("rows", [3, 30])
def test_it_asks_the_database_as_often_for_many_beds_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for hours in range(rows):
        Story(cast, admitted_at=timezone.now() - timedelta(hours=hours))
    client = client_of(cast.nurse)
    # 1 session, 2 user, 3 assignment with its unit and organisation, 4 the rows
    # 5 how many messages are unread
    with django_assert_num_queries(5):
        client.get("/board/")
