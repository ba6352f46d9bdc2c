"""The unit's list of deviations: open ones first, no patient in it, on a page, in a file and by call."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.core.messages import DeviationCategory
from coordination.core.states import Step
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.correspondence import follow_up, report
from tests.coordination.stories import Story, at
from tests.coordination_web.pages import open_page

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")
URL = "/deviations/"


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    return story


def test_it_lists_open_ones_first_without_any_patient(cast: Cast, story: Story) -> None:
    report(story, NOON)
    follow_up(story, EVENING)
    report(story, NOON, category=DeviationCategory.AID_MISSING)
    page = open_page(client_of(cast.nurse).get(URL))
    assert "Väntar på uppföljning: 1" in page.text
    assert "Uppföljda: 1" in page.text
    assert page.text.index("Hjälpmedel saknades") < page.text.rindex("Läkemedelslistan var fel")
    assert "Biståndsenheten" in page.text
    assert page.link(story.case.number) == reverse("case", args=[story.case.pk])
    for secret in ("Andersson", story.patient.identity_value, "gammal dos"):
        assert secret not in page.text


def test_it_shows_what_is_asked_for(cast: Cast, story: Story) -> None:
    report(story, NOON)
    client = client_of(cast.nurse)
    for asked, is_there in (
        ("?state=open", True),
        ("?state=closed", False),
        ("?category=other", False),
        ("?first=2026-03-05", False),
        ("?last=2026-03-04", True),
        ("?last=snart&state=nej", True),
    ):
        assert (story.case.number in open_page(client.get(URL + asked)).text) == is_there, asked


def test_it_is_a_file_too(cast: Cast, story: Story) -> None:
    report(story, NOON)
    answer = client_of(cast.nurse).get(f"{URL}?format=csv")
    header, line = answer.content.decode("utf-8-sig").splitlines()
    assert header.split(";")[:2] == ["Ärende", "Rapporterad"]
    assert line.split(";") == [
        story.case.number,
        "2026-03-04 12:00",
        "Läkemedelslistan var fel",
        "Biståndsenheten",
        "Avd 4B",
        "Väntar på uppföljning",
    ]


def test_it_costs_the_same_for_three_and_for_thirty(cast: Cast, story: Story) -> None:
    client = client_of(cast.nurse)
    costs: list[int] = []
    for _ in range(2):
        for _number in range(3 if not costs else 27):
            report(story, NOON)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(URL)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_it_is_for_those_who_have_patients(cast: Cast, story: Story) -> None:
    report(story, NOON)
    for name, who in cast.everybody():
        answer = client_of(who).get(URL)
        has_patients = name in (
            "nurse",
            "physician",
            "coordinator",
            "case_officer",
            "stranger_nurse",
            "stranger_officer",
        )
        assert answer.status_code == (HTTPStatus.OK if has_patients else HTTPStatus.FORBIDDEN), name
        assert (story.case.number in answer.content.decode()) == (
            name in ("nurse", "physician", "case_officer")
        )


def test_it_is_answered_in_the_case(cast: Cast, story: Story) -> None:
    report(story, NOON)
    url = reverse("step", args=[story.case.pk, Step.DEVIATION_FOLLOWED_UP])
    client = client_of(cast.nurse)
    form = open_page(client.get(url)).form(url)
    answer = client.post(url, form.data | {"cause": "fel mall", "measure": "ny mall"}, follow=True)
    assert "Avvikelsen är uppföljd." in open_page(answer).text
    assert "Uppföljda: 1" in open_page(client.get(URL)).text


def test_it_is_the_same_by_call(cast: Cast, story: Story) -> None:
    address = f"/api/v1/cases/{story.case.pk}/"
    officer, nurse = api_client_of(cast.case_officer), api_client_of(cast.nurse)
    body = {"category": "aid_missing", "text": "rullstol", "units": [cast.ward.hsa_id]}
    sequence = officer.post(f"{address}deviation-reported/", body, format="json").json()["sequence"]
    listed = nurse.get("/api/v1/deviations/?is_open=true").json()
    told = listed["results"] if isinstance(listed, dict) else listed
    assert [(one["sequence"], one["category"], one["is_received"]) for one in told] == [
        (sequence, "aid_missing", True)
    ]
    assert "rullstol" not in str(told)
    answer = nurse.post(
        f"{address}deviation-followed-up/",
        {"deviation": sequence, "cause": "x", "measure": "y"},
        format="json",
    )
    assert answer.status_code == HTTPStatus.CREATED
    listed = officer.get("/api/v1/deviations/?is_open=true").json()
    assert (listed["results"] if isinstance(listed, dict) else listed) == []
    assert officer.get("/api/v1/deviations/?category=dans").status_code == HTTPStatus.BAD_REQUEST
