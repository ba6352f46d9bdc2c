"""A patient's whole way home by three organisations, and what is stored of it."""

from coordination.core.deadline import DeadlineKind
from coordination.core.states import Capacity, Step
from tests.cast import Cast
from tests.coordination.stories import Story, at


def test_it_takes_a_patient_home(cast: Cast) -> None:
    story = Story(cast, admitted_at=at("2026-03-03T09:10"))
    assert story.case.number == "H26-00001"
    assert story.status() == "admitted"

    story.notify(at("2026-03-03T11:40"))
    assert story.status() == "notified"
    story.municipality_receives(at("2026-03-03T12:00"))
    story.outpatient_receives(at("2026-03-03T13:00"))
    story.appoint_contact(at("2026-03-04T10:00"))
    story.is_ready(at("2026-03-05T13:15"))
    assert story.status() == "ready"
    story.cannot_receive(at("2026-03-05T14:00"))
    story.can_receive(at("2026-03-05T16:00"), can_receive_from=at("2026-03-06T10:00"))
    story.call_to_sip(at("2026-03-05T15:00"))
    story.goes_home(at("2026-03-06T10:30"))
    story.informs(at("2026-03-06T10:40"))
    assert story.status() == "discharged"

    assert [one.step for one in story.history.recorded] == [
        Step.ADMISSION_REGISTERED,
        Step.ADMISSION_NOTICE_SENT,
        Step.NOTICE_RECEIVED,
        Step.NOTICE_RECEIVED,
        Step.CARE_CONTACT_APPOINTED,
        Step.DISCHARGE_READY_SENT,
        Step.RECEPTION_DELAYED,
        Step.RECEPTION_ACCEPTED,
        Step.SIP_CALLED,
        Step.DISCHARGED,
        Step.DISCHARGE_INFORMATION_SENT,
    ]
    assert dict(story.case.parties.values_list("unit__name", "capacity")) == {
        "Avd 4B": Capacity.WARD,
        "Andersbergs vårdcentral": Capacity.OUTPATIENT,
        "Biståndsenheten": Capacity.MUNICIPALITY,
    }
    met = {one.kind: one.met_at for one in story.case.deadlines.exclude(kind=DeadlineKind.RECEIPT)}
    assert met.pop(DeadlineKind.PLANNING_BASIS) is None
    assert met == {
        DeadlineKind.ADMISSION_NOTICE: at("2026-03-03T11:40"),
        DeadlineKind.CARE_CONTACT: at("2026-03-04T10:00"),
        DeadlineKind.SIP_CALL: at("2026-03-05T15:00"),
        DeadlineKind.DISCHARGE_INFORMATION: at("2026-03-06T10:40"),
        DeadlineKind.COUNTING_STARTS: at("2026-03-06T10:30"),
        DeadlineKind.OVER_THRESHOLD: at("2026-03-06T10:30"),
    }


def test_it_tells_billing_what_it_must_know(cast: Cast) -> None:
    story = Story(cast, admitted_at=at("2026-03-03T09:10"), placing_municipality_code="1384")
    story.notify(at("2026-03-03T11:40"), units=[cast.stranger_intake, cast.primary_care])
    story.appoint_contact(at("2026-03-04T10:00"))
    story.is_ready(at("2026-03-05T13:15"))
    story.goes_home(at("2026-03-06T10:30"))

    facts = story.facts
    assert facts.episode_id == story.case.number
    assert (facts.municipality, facts.placing_municipality) == ("1380", "1384")
    assert facts.admission_notice_at == at("2026-03-03T11:40").replace(tzinfo=None)
    assert facts.discharge_ready_at == at("2026-03-05T13:15").replace(tzinfo=None)
    assert facts.discharged_at == at("2026-03-06T10:30").replace(tzinfo=None)
    assert (facts.needs_municipal_services, facts.needs_health_care, facts.sip_required) == (True, True, True)
    assert facts.sip_called_at is None
    latest = story.case.facts.latest().get()
    assert (latest.liable_municipality, latest.region_code) == ("1384", "13")
    # Admission, notice, care contact, readiness and discharge each taught billing something.
    assert story.case.facts.count() == 5
