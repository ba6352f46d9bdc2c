"""The whole way from review to credit note by API, with the rules of the pages."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from accounts.models import AccessLogEntry
from billing.models import BilledMonth, MonthEvent, Statement
from tests.billing_statements.issued import (
    ON_THE_20TH,
    a_march,
    a_statement,
    amount_of_2027,
    reviewed,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, api_client_of

MONTH = "/api/v1/months/13/1380/2027-03/"
NUMBER = "13-2027-0001"
STATEMENT = f"/api/v1/statements/{NUMBER}/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(ON_THE_20TH + timedelta(hours=1)) as traveller:
        yield traveller


def everything() -> list[list[object]]:
    return [list(model.objects.order_by("pk").values()) for model in (BilledMonth, MonthEvent, Statement)]


def test_it_goes_from_review_to_a_second_statement(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    first, second = api_client_of(cast.region_controller), api_client_of(second_controller(cast))
    payer = api_client_of(cast.municipal_controller)
    draft = first.get(f"{MONTH}statement/").json()
    assert (draft["status"], draft["content"]["amount"]) == ("closed", "25000.00")
    assert (draft["closes_at"], draft["invoice_on"]) == ("2027-04-08T00:00:00+02:00", "2027-04-20")
    review = first.post(f"{MONTH}review/")
    assert review.status_code == 201
    issued = second.post(f"{MONTH}issue/")
    assert (issued.status_code, issued.json()["number"]) == (201, NUMBER)
    assert issued.json()["digest"] == review.json()["digest"]

    told = payer.get(STATEMENT).json()
    assert told["statement"] == issued.json()
    assert told["content"] == draft["content"]
    assert told["content"]["lines"][3]["reason"] == "no_sip_call"
    assert payer.post(f"{STATEMENT}acknowledge/").json()["acknowledged_at"] is not None
    assert first.post(f"{STATEMENT}pay/", {"day": "2027-04-20"}).json()["paid_on"] == "2027-04-20"

    store(episode(9, discharged_at=datetime(2027, 3, 10, 9)), at=ON_THE_20TH)
    assert first.post(f"{STATEMENT}propose-credit/", {"reason": "Sent"}).status_code == 200
    note = second.post(f"{STATEMENT}credit/")
    assert (note.status_code, note.json()["amount"], note.json()["credits"]) == (201, "-25000.00", NUMBER)
    assert first.post(f"{MONTH}review/", {"with_late": True}).status_code == 201
    assert second.post(f"{MONTH}issue/").json()["amount"] == "80000.00"
    listed = payer.get("/api/v1/statements/").json()["statements"]
    assert [each["number"][-1] for each in listed] == ["3", "2", "1"]
    assert [each["taken_back_by"] for each in listed] == [None, None, "13-2027-0002"]


def test_it_tells_what_is_refused_and_why(cast: Cast) -> None:
    first, second = api_client_of(cast.region_controller), api_client_of(second_controller(cast))
    assert first.get(f"{MONTH}statement/").json()["code"] == "nothing_to_issue"
    a_march()
    missing = first.post(f"{MONTH}review/")
    assert (missing.status_code, missing.json()["code"]) == (409, "daily_amount_missing")
    assert missing.json()["data"] == {"years": "2027"}
    amount_of_2027(cast)
    assert first.post("/api/v1/months/13/1380/2027-04/review/").json()["code"] == "month_still_open"
    assert first.post(f"{MONTH}review/", {"with_late": True}).json()["code"] == "not_credited_before"
    assert second.post(f"{MONTH}issue/").json()["code"] == "month_step_not_possible"
    reviewed(cast)
    own = first.post(f"{MONTH}issue/")
    assert (own.status_code, own.json()["code"]) == (403, "own_review")
    assert Statement.objects.count() == 0


def test_it_tells_a_bad_day_and_a_missing_reason(cast: Cast) -> None:
    a_statement(cast)
    client, before = api_client_of(cast.region_controller), everything()
    assert client.post(f"{STATEMENT}pay/", {"day": "i går"}).status_code == 400
    assert client.post(f"{STATEMENT}pay/", {"day": "2027-04-19"}).json()["code"] == "paid_on_impossible_day"
    assert client.post(f"{STATEMENT}propose-credit/").status_code == 400
    assert client.post(f"{STATEMENT}credit/").json()["code"] == "credit_not_proposed"
    assert everything() == before


def test_it_is_seen_by_both_sides_only_and_logged(cast: Cast) -> None:
    a_statement(cast)
    expected = {"region_controller": 200, "municipal_controller": 200, "stranger_controller": 404}
    for name, assignment in cast.everybody():
        client = api_client_of(assignment)
        for url in (STATEMENT, f"{MONTH}statement/"):
            answer = client.get(url)
            assert answer.status_code == expected.get(name, 403), (name, url)
            if expected.get(name) != 200:
                assert "T-1" not in answer.content.decode()
        listed = client.get("/api/v1/statements/")
        assert listed.status_code == (200 if name in expected else 403), name
        assert (NUMBER in listed.content.decode()) == (expected.get(name) == 200)
    looks = AccessLogEntry.objects.filter(what="statement by API").values_list("assignment", flat=True)
    assert set(looks) == {cast.region_controller.pk, cast.municipal_controller.pk}
