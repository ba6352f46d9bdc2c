"""A unit's own system finds a patient by what the page's search takes, and is told as little and logged as well."""

import pytest
from rest_framework.response import Response

from accounts.models import AccessLogEntry, Assignment
from tests.cast import Cast, api_client_of
from tests.coordination.stories import Story, at, patient_details, personal_number

NUMBER = personal_number(900)


def search(by: Assignment, wanted: str) -> Response:
    return api_client_of(by).post("/api/v1/search/", {"wanted": wanted})


@pytest.mark.parametrize("wanted", ["anna", "Andersson", NUMBER, "H26-00001"])
def test_it_finds_who_the_page_finds_and_logs_the_look(cast: Cast, wanted: str) -> None:
    story = Story(cast, patient=patient_details(identity_value=NUMBER))
    answer = search(cast.nurse, story.case.number if wanted.startswith("H26") else wanted)
    [found] = answer.json()["results"]
    assert (found["case"], found["name"], found["born"]) == (str(story.case.pk), "Anna A.", NUMBER[:4])
    assert NUMBER not in str(answer.json()) and "Andersson" not in str(answer.json())
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment, look.what) == (story.case.pk, cast.nurse, "search")


def test_it_masks_a_protected_identity_and_finds_it_by_number_only(cast: Cast) -> None:
    Story(cast, patient=patient_details(identity_value=NUMBER, has_protected_identity=True, address=""))
    assert search(cast.nurse, "Anna").json()["results"] == []
    [found] = search(cast.nurse, NUMBER).json()["results"]
    assert (found["name"], found["born"], found["has_protected_identity"]) == (None, None, True)


def test_it_finds_no_case_of_others_and_logs_the_search_in_vain(cast: Cast) -> None:
    Story(cast, patient=patient_details(identity_value=NUMBER))
    assert search(cast.stranger_nurse, NUMBER).json() == {"results": [], "closed": [], "is_cut": False}
    look = AccessLogEntry.objects.get()
    assert (look.case_id, look.assignment) == (None, cast.stranger_nurse)
    assert NUMBER not in look.subject


def test_it_says_of_a_case_that_was_a_mistake_that_it_is_closed_and_no_more(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.cancel(at("2026-03-03T12:00"))
    assert search(cast.case_officer, story.case.number).json() == {
        "results": [],
        "closed": [{"case": str(story.case.pk), "number": story.case.number, "status": "cancelled"}],
        "is_cut": False,
    }


def test_it_is_not_for_those_who_read_no_cases(cast: Cast) -> None:
    Story(cast, patient=patient_details(identity_value=NUMBER))
    assert search(cast.municipal_controller, NUMBER).status_code == 403
    assert not AccessLogEntry.objects.exists()
