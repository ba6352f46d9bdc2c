"""The API tells a month in the liability command's shape, with the text of each row."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests.billing_stored.facts import episode, store
from tests.billing_web.march import MARCH, a_march, amount_of_2027
from tests.cast import Cast, api_client_of

ONE = f"/api/v1{MARCH}"


def test_it_tells_what_the_command_tells(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    out = StringIO()
    call_command("liability", "--region", "13", "--month", "2027-03", "--format", "json", stdout=out)
    of_command = json.loads(out.getvalue())

    told = api_client_of(cast.municipal_controller).get(ONE).json()

    assert told["agreement"] is None
    assert told["episodes"] == of_command["episodes"]
    beside: dict[str, object] = {"region": "13", "missing_years": [], "closed_at": None}
    assert told["months"] == [row | beside for row in of_command["months"]]
    assert (told["registered_after_close"], told["amount_with_those"]) == ([], "37500.00")
    assert told["months"][0]["amount"] == "37500.00"


def test_it_tells_a_missing_daily_amount_by_its_year(cast: Cast) -> None:
    a_march()
    month = api_client_of(cast.region_controller).get(ONE).json()["months"][0]
    assert (month["average"], month["amount"], month["missing_years"]) == ("2.25", None, [2027])


def test_it_tells_a_month_as_known_earlier(cast: Cast) -> None:
    store(episode(1), at=timezone.now() - timedelta(days=5))
    client = api_client_of(cast.region_controller)
    for days, episodes in [(6, 0), (4, 1)]:
        known_by = (timezone.now() - timedelta(days=days)).isoformat()
        assert len(client.get(ONE, {"known_by": known_by}).json()["episodes"]) == episodes


def test_it_lists_the_months_asked_for(cast: Cast) -> None:
    a_march()
    client = api_client_of(cast.region_controller)
    asked = {"first_month": "2027-01", "last_month": "2027-04"}
    months = client.get("/api/v1/months/", asked).json()["months"]
    assert [(month["municipality"], month["month"], month["days"]) for month in months] == [
        ("1380", "2027-03", 9)
    ]


def test_it_refuses_months_that_make_no_sense(cast: Cast) -> None:
    client = api_client_of(cast.region_controller)
    for asked in (
        {"first_month": "2027-04", "last_month": "2027-03"},
        {"first_month": "2018-01", "last_month": "2027-03"},
        {"first_month": "march"},
        {"known_by": "yesterday"},
    ):
        answer = client.get("/api/v1/months/", asked)
        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid"


def test_it_tells_a_closed_month_as_known_at_its_close_and_what_came_later_apart(cast: Cast) -> None:
    store(episode(1), at=datetime(2027, 4, 7, 21, tzinfo=UTC))
    store(
        episode(1, discharged_at=datetime(2027, 3, 8, 10)), at=datetime(2027, 4, 9, tzinfo=UTC), correct=True
    )
    amount_of_2027(cast)
    with time_machine.travel(datetime(2027, 4, 12, 9, tzinfo=UTC)):
        told = api_client_of(cast.region_controller).get(ONE).json()
    (month,), (late,) = told["months"], told["registered_after_close"]
    assert (month["closed_at"], month["days"], month["amount"]) == (
        "2027-04-08T00:00:00+02:00",
        3,
        "18750.00",
    )
    assert (late["change"], late["at_close"]["days"], late["now"]["days"]) == ("changed", 3, 5)
    assert (late["effect"], told["amount_with_those"]) == ("25000.00", "43750.00")
