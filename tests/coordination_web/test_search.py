"""A patient is found by name or number among the own unit's cases, and by nothing else."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.audit import marks_of
from accounts.models import AccessLogEntry
from coordination.models import Case, FormerNumber, Patient, PatientSnapshot
from coordination.web.search_query import as_sought
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination_web.pages import open_page

NUMBER = personal_number(900)


@pytest.fixture
def anna(cast: Cast) -> Story:
    return Story(cast, patient=patient_details(identity_value=NUMBER, family_name="Åkerberg"))


def found(cast: Cast, wanted: str) -> str:
    return open_page(client_of(cast.nurse).post(reverse("search"), {"wanted": wanted})).text


@pytest.mark.parametrize(
    "wanted", ["anna", "Åker", "åkerberg a", " Anna  Åkerberg ", NUMBER, f"{NUMBER[:8]}-{NUMBER[8:]}"]
)
def test_it_finds_by_name_or_number(cast: Cast, anna: Story, wanted: str) -> None:
    assert anna.case.number in found(cast, wanted)


def test_it_finds_by_case_number_in_any_case(cast: Cast, anna: Story) -> None:
    assert anna.case.number in found(cast, anna.case.number.lower())


@pytest.mark.parametrize("wanted", ["kerberg", "Bo", NUMBER[:8], "%", ""])
def test_it_finds_nothing_by_less(cast: Cast, anna: Story, wanted: str) -> None:
    text = found(cast, wanted)
    assert anna.case.number not in text
    assert "Ingen av er enhets patienter hittades" in text


def test_it_finds_a_protected_identity_by_number_only_and_masks_it(cast: Cast) -> None:
    hidden = Story(
        cast, patient=patient_details(identity_value=NUMBER, given_name="Hemlig", has_protected_identity=True)
    )
    assert hidden.case.number not in found(cast, "Hemlig")
    text = found(cast, NUMBER)
    assert hidden.case.number in text
    assert "Skyddad identitet" in text
    assert "Hemlig" not in text
    assert NUMBER[:4] not in text


def test_it_still_finds_those_who_have_gone_home(cast: Cast, anna: Story) -> None:
    anna.goes_home(at("2026-03-06T10:30"))
    assert "Utskriven" in found(cast, "Anna")


def test_it_masks_the_number_of_everybody(cast: Cast, anna: Story) -> None:
    page = found(cast, "Anna")
    assert NUMBER not in page
    assert NUMBER[8:] not in page


def test_it_logs_a_look_at_each_that_it_shows(cast: Cast, anna: Story) -> None:
    Story(cast, patient=patient_details(given_name="Bo"))
    found(cast, "Anna")
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment, look.what) == (anna.case.pk, cast.nurse, "search")


def test_it_is_not_done_by_an_address(cast: Cast) -> None:
    assert client_of(cast.nurse).get(reverse("search"), {"wanted": NUMBER}).status_code == 405


@pytest.mark.parametrize("wanted", [NUMBER, f"{NUMBER[:8]}-{NUMBER[8:]}", " Bo  BENGTSSON"])
def test_it_logs_a_search_without_a_hit_and_never_what_was_sought(
    cast: Cast, wanted: str, caplog: pytest.LogCaptureFixture
) -> None:
    found(cast, wanted)
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment, look.what) == (None, cast.nurse, "search")
    sought = "bo bengtsson" if "Bo" in wanted else NUMBER
    assert look.subject == f"sought {marks_of(as_sought(sought))[0]}"
    for said in (look.subject, caplog.text):
        assert NUMBER[:8] not in said
        assert "engtsson" not in said.lower()


def test_it_costs_one_query_to_log_it(cast: Cast, anna: Story) -> None:
    client = client_of(cast.nurse)
    hit, miss = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with hit:
        client.post(reverse("search"), {"wanted": "Anna"})
    with miss:
        client.post(reverse("search"), {"wanted": "Ingen"})
    # session, user, assignment, cases found, the look, cases that are closed, the menu's unread messages
    assert len(hit) == len(miss) == 7


def test_it_logs_nothing_where_nothing_was_asked(cast: Cast) -> None:
    found(cast, " ")
    assert not AccessLogEntry.objects.exists()


def order_of(text: str, *stories: Story) -> list[Story]:
    return sorted(stories, key=lambda story: text.index(story.case.number))


def test_it_shows_open_cases_first_and_then_the_latest(cast: Cast) -> None:
    days = (1, 2, 3, 4)
    old, home, later, newest = (Story(cast, admitted_at=at(f"2026-03-0{day}T09:00")) for day in days)
    for story, day in ((home, 6), (later, 7)):
        story.goes_home(at(f"2026-03-0{day}T10:30"))
    assert order_of(found(cast, "Anna"), old, home, later, newest) == [newest, old, later, home]


def test_who_is_found_in_two_ways_is_one_row(cast: Cast, anna: Story) -> None:
    namesake = Story(cast, patient=patient_details(family_name=anna.case.number))
    assert found(cast, anna.case.number).count(anna.case.number) == 1
    assert namesake.case.number in found(cast, anna.case.number)


def test_it_finds_nobody_whom_the_unit_has_let_go(cast: Cast, anna: Story) -> None:
    assert (
        anna.case.number
        not in open_page(client_of(cast.stranger_nurse).post(reverse("search"), {"wanted": "Anna"})).text
    )


@pytest.mark.parametrize(
    ("sought", "index"),
    [
        (Case.objects.filter(number__iexact="h26-1"), "cases_by_number"),
        (PatientSnapshot.objects.filter(given_name__istartswith="åsa"), "snapshots_by_given_name"),
        (PatientSnapshot.objects.filter(family_name__istartswith="åk"), "snapshots_by_family_name"),
        (
            Patient.objects.filter(identity_type="personal_number", identity_value=NUMBER),
            "one_patient_a_number",
        ),
        (FormerNumber.objects.filter(patient=1), "coordination_formernumber_patient_id"),
    ],
)
def test_each_way_of_finding_somebody_has_an_index(db: None, sought: QuerySet[Any], index: str) -> None:
    with connection.cursor() as cursor:
        # These tables are so small that PostgreSQL would rather read them whole.
        cursor.execute("set local enable_seqscan = off")
    assert index in sought.explain()
