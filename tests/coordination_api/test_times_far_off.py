"""Whatever year a call names, it gets an answer that says which field is wrong, and never an error of ours."""

from typing import Any

import pytest

from coordination.models import Case, Event
from tests.cast import Cast
from tests.coordination_api.calls import CASES, Caller, admission, ahead

YEARS = ["0001", "1899", "9999"]
FORMS = [
    "{}-01-01T00:00:00",
    "{}-12-31T23:59:59",
    "{}-01-01T00:00:00+14:00",
    "{}-12-31T23:59:59-12:00",
    "{}-06-01T00:00:00Z",
]
STEPS: list[tuple[str, str, dict[str, Any]]] = [
    ("nurse", "need-assessed", {"needs": ["social_services"], "physician": "L", "assessed_at": ""}),
    ("nurse", "admission-notice-sent", {"estimated_discharge_at": ""}),
    ("nurse", "discharge-ready-sent", {"physician": "L", "assessed_at": ""}),
    ("nurse", "discharged", {"destination": "home", "occurred_at": ""}),
    ("nurse", "entry-voided", {"entry": 2, "reason": "fel", "occurred_at": ""}),
    ("coordinator", "sip-called", {"meets_at": "", "form": "phone", "place": "010"}),
    ("case_officer", "reception-accepted", {"can_receive_from": ""}),
    ("case_officer", "reception-delayed", {"reason": "ingen plats", "can_receive_from": ""}),
]


@pytest.fixture
def case_id(cast: Cast) -> str:
    ward = Caller(cast.nurse)
    ward.admit()
    ward.take("admission-notice-sent", estimated_discharge_at=ahead(days=2))
    return ward.case_id


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("who", "step", "told"), STEPS)
def test_it_refuses_the_step(
    cast: Cast, case_id: str, who: str, step: str, told: dict[str, Any], year: str, form: str
) -> None:
    (field,) = (name for name, value in told.items() if value == "")
    caller = Caller(getattr(cast, who), case_id)
    before = Event.objects.count()
    answer = caller.take(step, **{**told, field: form.format(year)})
    assert answer.status_code in (400, 409), answer.json()
    assert answer.json()["code"] in (
        "invalid",
        "in_the_future",
        "too_long_ago",
        "too_far_ahead",
        "before_admission",
        "assessed_later",
        "meeting_before_call",
    )
    if answer.json()["code"].startswith("too_"):
        assert answer.json()["data"]["field"] == field
    assert Event.objects.count() == before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("field", ["admitted_at", "estimated_discharge_at", "assessed_at"])
def test_it_refuses_the_admission(cast: Cast, field: str, year: str, form: str) -> None:
    told = admission()
    (told["assessment"] if field == "assessed_at" else told)[field] = form.format(year)
    answer = Caller(cast.nurse).client.post(CASES, told, format="json")
    assert answer.status_code in (400, 409), answer.json()
    assert not Case.objects.exists()
