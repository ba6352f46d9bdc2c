"""Each party's system is told what was sent to its unit, and each look at a patient is logged."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLogEntry
from coordination.models import Patient
from tests.cast import Cast
from tests.coordination_api.calls import CASES, Caller, ahead


def test_it_keeps_the_assessment_from_receivers_without_consent(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    town = Caller(cast.case_officer, ward.admit(consent="declined"))
    ward.take("admission-notice-sent", estimated_discharge_at=ahead(days=2))

    first_for_ward, first_for_town = (caller.read().json()["events"][0] for caller in (ward, town))

    assert first_for_ward["content"]["assessment"]["physician"] == "Love Lindgren"
    assert first_for_town["content"] is None


def test_it_tells_of_a_protected_identity_only_that_it_is_one(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    ward.admit()
    Patient.objects.update(has_protected_identity=True)

    patient = ward.read().json()["patient"]

    assert {name for name, value in patient.items() if value is None} == {
        "identity_type",
        "identity_value",
        "family_name",
        "given_name",
        "address",
        "former_identities",
    }


def test_it_logs_the_look_at_a_case(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    case_id = ward.admit()

    ward.read()

    look = AccessLogEntry.objects.get()
    assert (str(look.case_id), look.assignment, look.what) == (case_id, cast.nurse, "case by API")


def test_it_lists_cases_without_their_patients(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    for _ in range(3):
        ward.admit()

    few = _queries(ward)
    for _ in range(7):
        ward.admit()

    assert _queries(ward) == few
    answer = ward.client.get(CASES, {"status": "admitted"}).json()
    assert answer["count"] == 10
    assert "patient" not in answer["results"][0]
    number = answer["results"][0]["number"]
    assert ward.client.get(CASES, {"number": number}).json()["count"] == 1


def _queries(ward: Caller) -> int:

    with CaptureQueriesContext(connection) as seen:
        ward.client.get(CASES)
    return len(seen)
