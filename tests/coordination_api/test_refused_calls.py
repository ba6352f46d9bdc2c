"""What a call may not do is refused with a problem that says why, and nothing has changed."""

import pytest

from coordination.models import Case, Event
from tests.cast import Cast, api_client_of
from tests.coordination_api.calls import CASES, Caller, admission, ago, ahead

PROBLEM = "application/problem+json"


@pytest.fixture
def case_id(cast: Cast) -> str:
    return Caller(cast.nurse).admit()


def test_it_refuses_a_step_out_of_turn(cast: Cast, case_id: str) -> None:
    answer = Caller(cast.nurse, case_id).take("discharge-ready-withdrawn", reason="Feber")

    assert (answer.status_code, answer.headers["Content-Type"]) == (409, PROBLEM)
    assert answer.json()["code"] == "step_not_allowed"
    assert Event.objects.count() == 1


def test_it_refuses_a_page_that_is_old(cast: Cast, case_id: str) -> None:
    ward = Caller(cast.nurse, case_id)
    ward.take("admission-notice-sent", estimated_discharge_at=ahead(days=2))

    answer = ward.take("discharged", destination="home", expected_version=1)

    assert answer.json()["code"] == "stale_case"
    assert Case.objects.get().status == "notified"


def test_it_refuses_another_unit_s_step(cast: Cast, case_id: str) -> None:
    Caller(cast.nurse, case_id).take("admission-notice-sent", estimated_discharge_at=ahead(days=2))

    answer = Caller(cast.case_officer, case_id).take("discharged", destination="home")

    assert answer.status_code == 403
    assert Case.objects.get().status == "notified"


def test_it_names_the_fields_that_are_wrong(cast: Cast, case_id: str) -> None:
    answer = Caller(cast.nurse, case_id).take("admission-notice-sent", estimated_discharge_at="snart")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"estimated_discharge_at"}
    assert Event.objects.count() == 1


def test_it_refuses_a_time_in_the_future(cast: Cast, case_id: str) -> None:
    answer = Caller(cast.nurse, case_id).take("discharged", destination="home", occurred_at=ahead(hours=1))

    assert answer.json()["code"] == "in_the_future"
    assert Case.objects.get().status == "admitted"


def test_it_refuses_a_key_that_is_no_uuid(cast: Cast, case_id: str) -> None:
    answer = Caller(cast.nurse, case_id).take("cancelled", "nyckel", reason="Fel person")

    assert set(answer.json()["errors"]) == {"Idempotency-Key"}
    assert Case.objects.get().status == "admitted"


def test_it_shows_and_does_nothing_for_those_who_are_no_party(cast: Cast, case_id: str) -> None:
    parties = {"nurse", "physician"}
    for name, who in cast.everybody():
        caller = Caller(who, case_id)
        expected = 200 if name in parties else 404
        assert caller.read().status_code == expected, name
        found = caller.client.get(CASES).json()["count"]
        assert found == (1 if name in parties else 0), name
        if name not in parties:
            assert caller.take("discharged", destination="home").status_code == 404, name
    assert Case.objects.get().status == "admitted"


def test_it_refuses_admissions_by_those_who_admit_nobody(cast: Cast) -> None:
    for name, who in cast.everybody():
        if name in {"nurse", "physician", "stranger_nurse"}:
            continue
        answer = api_client_of(who).post(CASES, admission(), format="json")
        assert answer.status_code == 403, name
    assert not Case.objects.exists()


def test_it_refuses_a_number_that_nobody_can_have_without_repeating_it(cast: Cast) -> None:
    wrong = admission()
    wrong["patient"]["identity_value"] = "19121212-1213"

    answer = api_client_of(cast.nurse).post(CASES, wrong, format="json")

    assert answer.status_code == 409
    assert answer.json()["code"] == "invalid_patient"
    assert "1213" not in answer.content.decode()
    assert not Case.objects.exists()


def test_it_asks_for_a_key(cast: Cast, case_id: str) -> None:
    caller = Caller(cast.nurse, case_id)
    caller.client.credentials()

    assert caller.read().status_code == 401
    assert caller.take("discharged", destination="home", occurred_at=ago(hours=1)).status_code == 401
    assert Case.objects.get().status == "admitted"
