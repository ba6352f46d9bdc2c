"""Disputes by API, with the rules of the pages."""

from collections.abc import Iterator

import pytest
import time_machine

from billing.models import Dispute
from tests.billing_statements.contested import ON_THE_22ND, REASON
from tests.billing_statements.issued import a_statement, second_controller
from tests.cast import Cast, api_client_of

STATEMENT = "/api/v1/statements/13-2027-0001/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(ON_THE_22ND):
        yield


def test_it_goes_from_contesting_to_a_decision(cast: Cast) -> None:
    a_statement(cast)
    payer, first = api_client_of(cast.municipal_controller), api_client_of(cast.region_controller)
    second = api_client_of(second_controller(cast))
    made = payer.post(f"{STATEMENT}contest/", {"episodes": ["T-1"], "reason": REASON}, format="json")
    assert (made.status_code, made.json()["held_amount"]) == (201, "15000.00")
    url = f"/api/v1/disputes/{made.json()['id']}/"
    assert payer.get(STATEMENT).json()["statement"]["held_amount"] == "15000.00"
    assert payer.post(f"{url}analysis/", {}).json()["status"] == "in_analysis"
    assert first.post(f"{url}note/", {"text": "Läst."}).status_code == 200
    assert first.post(f"{url}propose/", {"outcome": "rejected", "reason": "Nej"}).status_code == 200
    assert [line["step"] for line in payer.get(url).json()["log"]] == ["opened", "analysis_started", "noted"]
    assert first.get(url).json()["log"][-1]["outcome"] == "rejected"
    assert first.post(f"{url}decide/").status_code == 403
    assert second.post(f"{url}decide/").json()["status"] == "rejected"
    assert payer.post(f"{url}escalate/", {"text": "Vi går vidare."}).json()["level"] == 1
    assert payer.get("/api/v1/disputes/").json()["disputes"][0]["status"] == "open"
    assert payer.post(f"{url}withdraw/", {}).json()["status"] == "withdrawn"


def test_it_tells_what_is_refused_and_why(cast: Cast) -> None:
    a_statement(cast)
    payer, first = api_client_of(cast.municipal_controller), api_client_of(cast.region_controller)
    unknown = payer.post(f"{STATEMENT}contest/", {"episodes": ["T-99"], "reason": REASON}, format="json")
    assert (unknown.status_code, unknown.json()["code"]) == (409, "nothing_to_contest")
    assert first.post(f"{STATEMENT}contest/", {"reason": REASON}).status_code == 403
    assert Dispute.objects.count() == 0
    url = f"/api/v1/disputes/{payer.post(f'{STATEMENT}contest/', {'reason': REASON}).json()['id']}/"
    assert payer.post(f"{STATEMENT}contest/", {"reason": REASON}).json()["code"] == "month_step_not_possible"
    assert first.post(f"{url}decide/").json()["code"] == "decision_not_proposed"
    assert first.post(f"{url}propose/", {"outcome": "perhaps", "reason": "?"}).status_code == 400
    assert api_client_of(cast.stranger_controller).get(url).status_code == 404
