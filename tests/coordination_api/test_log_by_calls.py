"""The log reviewer's own system reads who has looked at what, and is itself seen to have looked."""

from uuid import UUID

import pytest
from rest_framework.response import Response

from accounts.audit import record_look, record_search_in_vain
from accounts.models import AccessLogEntry, Assignment
from tests.cast import Cast, api_client_of
from tests.coordination.stories import Story, personal_number

LOG = "/api/v1/log/"


@pytest.fixture
def story(cast: Cast) -> Story:
    """The nurse and the coordinator of the region have looked at a case, and the municipality's officer."""
    story = Story(cast)
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        record_look(assignment=who, case_id=story.case.pk, what="case page")
    return story


def found(by: Assignment, **called: str) -> Response:
    return api_client_of(by).post(f"{LOG}find/", called)


def looks_of(by: Assignment) -> list[tuple[str, UUID | None]]:
    return list(AccessLogEntry.objects.filter(assignment=by).order_by("pk").values_list("what", "case_id"))


def test_it_tells_the_own_organisations_looks_latest_first_and_logs_this_one(
    cast: Cast, story: Story
) -> None:
    answer = api_client_of(cast.log_reviewer).get(LOG).json()
    told = [(one["name"], one["case"], one["number"], one["what"]) for one in answer["results"]]
    case = (str(story.case.pk), story.case.number, "case page")
    assert told == [(cast.coordinator.user.name, *case), (cast.nurse.user.name, *case)]
    assert looks_of(cast.log_reviewer) == [("log", None)]


def test_it_finds_a_person_and_a_case_by_what_people_call_them(cast: Cast, story: Story) -> None:
    answer = found(cast.log_reviewer, person="nora", number=story.case.number.lower()).json()
    assert [one["name"] for one in answer["people"]] == [cast.nurse.user.name]
    assert answer["cases"] == [str(story.case.pk)]
    asked = {"person": answer["people"][0]["id"], "case": answer["cases"]}
    [one] = api_client_of(cast.log_reviewer).get(LOG, asked).json()["results"]
    assert one["person"] == cast.nurse.user_id
    assert looks_of(cast.log_reviewer) == [("log", story.case.pk)]


def test_it_finds_a_search_in_vain_by_what_was_sought(cast: Cast) -> None:
    number = personal_number(900)
    record_search_in_vain(assignment=cast.nurse, sought=number)
    answer = found(cast.log_reviewer, sought=f"{number[:8]}-{number[8:]}").json()
    [one] = api_client_of(cast.log_reviewer).get(LOG, {"sought": answer["sought"]}).json()["results"]
    assert (one["name"], one["case"]) == (cast.nurse.user.name, None)


def test_it_goes_on_by_key(cast: Cast, story: Story) -> None:
    client = api_client_of(cast.log_reviewer)
    first = client.get(LOG, {"limit": 1, "case": [str(story.case.pk)]}).json()
    second = client.get(first["next"]).json()
    names = [one["name"] for page in (first, second) for one in page["results"]]
    # That it has read the first page is a look too, which moves no older one.
    assert names == [cast.coordinator.user.name, cast.nurse.user.name]


def test_an_extract_says_when_and_from_which_unit_and_not_who(cast: Cast, story: Story) -> None:
    answer = api_client_of(cast.log_reviewer).get(f"{LOG}cases/{story.case.pk}/")
    assert answer.json()["number"] == story.case.number
    assert [one["unit"] for one in answer.json()["looks"]] == [cast.primary_care.name, cast.ward.name]
    assert cast.nurse.user.name not in answer.text
    assert looks_of(cast.log_reviewer) == [("log extract", story.case.pk)]


@pytest.mark.parametrize(
    "asked", [{"first": "3 mars"}, {"person": 0}, {"case": "x"}, {"sought": "190001010000"}]
)
def test_it_says_what_it_cannot_read(cast: Cast, story: Story, asked: dict[str, str | int]) -> None:
    answer = api_client_of(cast.log_reviewer).get(LOG, asked)
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {*asked})
    assert looks_of(cast.log_reviewer) == []


def test_it_is_for_log_reviewers(cast: Cast, story: Story) -> None:
    for who in (cast.nurse, cast.unit_administrator, cast.system_administrator):
        assert api_client_of(who).get(LOG).status_code == 403
        assert found(who, person="nora").status_code == 403
        assert api_client_of(who).get(f"{LOG}cases/{story.case.pk}/").status_code == 404
    assert AccessLogEntry.objects.count() == 3
