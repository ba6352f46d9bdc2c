"""A patient is moved, known better and protected no longer by other systems' calls, as by the pages."""

from accounts.models import AccessLogEntry
from coordination.models import Case, Event, Patient
from tests.cast import Cast
from tests.coordination.stories import personal_number
from tests.coordination.wards import private_nurse, second_nurse
from tests.coordination_api.calls import CASES, Caller, admission, ago, ahead


def test_it_moves_a_patient_and_shows_each_ward_its_part(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    case_id = ward.admit()
    there = second_nurse(cast)
    other = Caller(there, case_id)
    assert other.read().status_code == 404
    answer = ward.take("ward-transferred", to=Case.objects.get().ward.hsa_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "unsuitable_ward")
    moved = ward.take("ward-transferred", to=there.unit.hsa_id, note="plats där")
    assert moved.status_code == 201
    other.take("admission-notice-sent", estimated_discharge_at=ahead(days=2))
    assert [event["step"] for event in ward.read().json()["events"]] == [
        "admission_registered",
        "ward_transferred",
    ]
    assert ward.read().json()["status"] == "admitted"
    assert other.read().json()["status"] == "notified"
    assert ward.client.get(CASES).json()["count"] == 0
    assert other.client.get(CASES).json()["count"] == 1
    assert ward.take("discharged", destination="home").status_code == 403


def test_it_takes_a_case_over_within_the_care_provider(cast: Cast) -> None:
    ward, told = Caller(cast.nurse), admission()
    case_id = ward.admit(patient=told["patient"])
    other, private = Caller(second_nurse(cast)), Caller(private_nurse(cast))
    arrived = {**told, "admitted_at": ago(hours=1)}
    for caller, code in ((other, "admitted_elsewhere"), (private, "admitted_at_another_provider")):
        answer = caller.client.post(CASES, arrived, format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert answer.json()["data"] == {"ward": "Avd 4B"}
    refused = private.client.post(CASES, {**arrived, "take_over": True}, format="json")
    assert refused.status_code == 409
    assert Event.objects.count() == 1
    taken = other.client.post(CASES, {**arrived, "take_over": True}, format="json")
    assert (taken.status_code, taken.json()["id"], taken.json()["ward"]) == (201, case_id, "Avd 6A")
    looks = AccessLogEntry.objects.filter(case_id=case_id).values_list("what", flat=True)
    assert sorted(looks) == ["case taken over", *["refused admission"] * 3]


def test_it_corrects_what_is_told_and_leaves_the_rest(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    ward.admit()
    answer = ward.take("patient-details-corrected", municipality_code="1384", reason="flyttat")
    assert answer.status_code == 201
    told = ward.read().json()
    assert told["liable_municipality_code"] == told["patient"]["municipality_code"] == "1384"
    assert told["patient"]["family_name"] == "Andersson"
    before, after = (told["events"][-1]["content"][name] for name in ("before", "after"))
    assert (before["municipality"], after["municipality"]) == ("1380", "1384")


def test_it_masks_what_was_corrected_of_a_protected_identity_until_that_ends(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    ward.admit()
    ward.take("patient-details-corrected", family_name="Öberg", has_protected_identity=True, reason="gift")
    told = ward.read().json()
    assert (told["events"][-1]["content"], told["patient"]["family_name"]) == (None, None)
    assert ward.take("protection-ended", reason="upphört").status_code == 201
    assert not Patient.objects.get().has_protected_identity
    assert ward.read().json()["patient"]["family_name"] == "Öberg"
    again = ward.take("protection-ended", reason="upphört")
    assert (again.status_code, again.json()["code"]) == (409, "not_protected")


def test_it_corrects_a_number_and_tells_the_former_one(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    ward.admit()
    former, right = ward.read().json()["patient"]["identity_value"], personal_number(5200)
    told = {"identity_type": "personal_number", "identity_value": right, "reason": "legitimation"}
    assert ward.take("identity-corrected", **told).status_code == 400
    assert ward.take("identity-corrected", fault="wrong", **told).status_code == 201
    patient = ward.read().json()["patient"]
    assert patient["identity_value"] == right
    assert patient["former_identities"] == [{"identity_type": "personal_number", "identity_value": former}]
    again = ward.take("identity-corrected", fault="wrong", **told)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_corrected")
