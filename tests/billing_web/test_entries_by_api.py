"""Amounts and terminations by the API: the same two people, the same refusals."""

from datetime import datetime

import pytest

from accounts.access.roles import Role
from accounts.models import Assignment
from billing.models import EnteredDailyAmount, EnteredTermination
from tests.cast import Cast, api_client_of, make_assignment

AMOUNTS, TERMINATIONS = "/api/v1/daily-amounts/", "/api/v1/terminations/"
AN_AMOUNT = {"year": 2027, "kronor": "12500.50", "source": "HSLF-FS 2026:99"}
A_TERMINATION = {
    "agreement": "halland-2027",
    "kind": "whole",
    "day": "2026-06-30",
    "source": "Beslut 2026-06-30 § 12",
}


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol")


@pytest.mark.parametrize(
    ("url", "content", "listed", "more"),
    [
        (AMOUNTS, AN_AMOUNT, "daily_amounts", {}),
        (TERMINATIONS, A_TERMINATION, "terminations", {"decided_by_all": False, "last_day": "2027-12-31"}),
    ],
)
def test_it_enters_approves_and_lists(
    cast: Cast, other: Assignment, url: str, content: dict[str, object], listed: str, more: dict[str, object]
) -> None:
    first, second = api_client_of(cast.system_administrator), api_client_of(other)
    entered = first.post(url, content, format="json")
    assert entered.status_code == 201
    told = entered.json()
    assert told.items() >= (content | more).items()
    assert (told["entered_by"], told["approved_by"], told["approved_at"]) == ("Signe Sjö", None, None)

    own = first.post(f"{url}{told['id']}/approve/")
    assert (own.status_code, own.json()["code"]) == (403, "own_entry")
    approved = second.post(f"{url}{told['id']}/approve/").json()
    assert approved["approved_by"] == "Sixten Sol"
    assert datetime.fromisoformat(approved["approved_at"])
    assert first.get(url).json() == {listed: [approved]}


@pytest.mark.parametrize(
    "said", [{"year": 2017}, {"kronor": "0"}, {"kronor": "1.005"}, {"source": " "}, {"kronor": None}]
)
def test_it_names_the_field_that_is_wrong(cast: Cast, said: dict[str, object]) -> None:
    answer = api_client_of(cast.system_administrator).post(AMOUNTS, AN_AMOUNT | said, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"].keys() == said.keys()
    assert not EnteredDailyAmount.objects.exists()


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"agreement": "nowhere"}, 409, "termination_fault"),
        ({"agreement": "halland-2025"}, 409, "termination_fault"),
        ({"day": None}, 409, "termination_fault"),
        ({"kind": "half"}, 400, "invalid"),
        ({"day": "soon"}, 400, "invalid"),
    ],
)
def test_it_says_why_a_text_does_not_end_so(
    cast: Cast, said: dict[str, object], status: int, code: str
) -> None:
    answer = api_client_of(cast.system_administrator).post(TERMINATIONS, A_TERMINATION | said, format="json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not EnteredTermination.objects.exists()
