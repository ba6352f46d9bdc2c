"""A patient's way home where each organisation's own system speaks to ours."""

from uuid import uuid4

from coordination.models import Case, Event
from tests.cast import Cast
from tests.coordination_api.calls import Caller, ago, ahead


def test_it_takes_a_patient_from_admission_to_home(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    case_id = ward.admit()
    clinic, town = Caller(cast.coordinator, case_id), Caller(cast.case_officer, case_id)

    sent = ward.take("admission-notice-sent", estimated_discharge_at=ahead(days=2))
    assert sent.status_code == 201
    assert sent.json()["status"] == "notified"
    for receiver in (clinic, town):
        assert receiver.take("notice-received").status_code == 201
    clinic.take("care-contact-appointed", name="Eva Ek", title="Samordnare", unit_name="Vc", phone="010-1")
    ward.take("discharge-ready-sent", physician="Love Lindgren", assessed_at=ago(minutes=1))
    clinic.take(
        "sip-called", meets_at=ahead(days=1), form="video", place="https://mote.example", participants=["Vc"]
    )
    town.take("planning-basis-given", is_known=True, ongoing_services="hemtjänst", track="green")
    clinic.take("planning-basis-given", is_known=False)
    town.take("reception-accepted", can_receive_from=ahead(hours=4))
    home = ward.take("discharged", destination="home")
    ward.take("discharge-information-sent", summary="lunginflammation", medicines="nya", contact="vc")

    assert home.status_code == 201
    assert home.json()["status"] == "discharged"
    told = town.read().json()
    assert [event["step"] for event in told["events"]] == [
        "admission_registered",
        "admission_notice_sent",
        "notice_received",
        "notice_received",
        "care_contact_appointed",
        "discharge_ready_sent",
        "sip_called",
        "planning_basis_given",
        "planning_basis_given",
        "reception_accepted",
        "discharged",
        "discharge_information_sent",
    ]
    assert {
        one["kind"]: one["met_at"] is not None for one in told["deadlines"] if one["kind"] != "receipt"
    } == {
        "admission_notice": True,
        "care_contact": True,
        "sip_call": True,
        "planning_basis": True,
        "discharge_information": True,
        "counting_starts": True,
        "over_threshold": True,
    }


def test_it_registers_after_the_fact_when_the_system_was_down(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    ward.admit()

    ward.take("admission-notice-sent", estimated_discharge_at=ahead(days=2), occurred_at=ago(hours=3))

    event = ward.read().json()["events"][-1]
    assert event["occurred_at"] < event["registered_at"]


def test_it_records_once_what_is_sent_twice_with_one_key(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    ward.admit()
    key = str(uuid4())

    answers = [
        ward.take("admission-notice-sent", key, estimated_discharge_at=ahead(days=2)) for _ in range(2)
    ]

    assert answers[0].json() == answers[1].json()
    assert Event.objects.filter(step="admission_notice_sent").count() == 1


def test_it_registers_one_admission_for_one_key(cast: Cast) -> None:
    ward = Caller(cast.nurse)
    key = str(uuid4())

    first = ward.admit(key)

    assert ward.admit(key) == first
    assert Case.objects.count() == 1
