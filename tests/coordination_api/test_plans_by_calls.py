"""The SIP and its plan where each organisation's own system speaks to ours."""

from datetime import timedelta

from django.utils import timezone

from coordination.core.history import History
from coordination.core.plan_versions import sip_plans
from coordination.models import Case, Event
from tests.cast import Cast
from tests.coordination_api.calls import Caller, ahead

SOON = (timezone.localdate() + timedelta(days=20)).isoformat()
PLAN = {
    "patients_words": "Jag vill hem.",
    "goals": [{"goal": "gå", "actions": [{"what": "träna", "responsible": "vårdcentralen", "by": SOON}]}],
    "follow_up_on": SOON,
}


def told(cast: Cast) -> tuple[Caller, Caller, Caller]:
    ward = Caller(cast.nurse)
    case_id = ward.admit()
    ward.take("admission-notice-sent", estimated_discharge_at=ahead(days=2))
    return ward, Caller(cast.coordinator, case_id), Caller(cast.case_officer, case_id)


def test_it_is_asked_for_called_to_answered_planned_and_followed_up(cast: Cast) -> None:
    ward, clinic, town = told(cast)
    assert town.take("sip-requested", reason="bor ensam").status_code == 201
    where = {"form": "video", "place": "https://mote.example"}
    assert clinic.take("sip-called", meets_at=ahead(days=1), participants=["Vc"], **where).status_code == 201
    assert town.take("sip-answered", answer="comes").status_code == 201
    assert clinic.take("sip-moved", meets_at=ahead(days=2), **where).status_code == 201
    assert clinic.take("sip-plan-written", **PLAN).status_code == 201
    for party in (ward, town):
        assert party.take("sip-plan-agreed").status_code == 201
    assert clinic.take("sip-followed-up", result="bra", next_on=SOON).status_code == 201
    assert clinic.take("sip-closed", reason="klart").status_code == 201
    (version,) = sip_plans(History(Case.objects.get().events.recorded()))
    assert version.unsigned == ()


def test_it_shows_the_plan_to_its_readers_alone(cast: Cast) -> None:
    ward, clinic, town = told(cast)
    clinic.take("sip-plan-written", **PLAN, readers=[cast.intake.hsa_id])

    def content(reader: Caller) -> object:
        return next(
            one["content"] for one in reader.read().json()["events"] if one["step"] == "sip_plan_written"
        )

    assert content(ward) is None
    for reader in (clinic, town):
        read = content(reader)
        assert isinstance(read, dict) and read["patients_words"] == "Jag vill hem."


def test_it_refuses_a_plan_of_no_shape_or_by_no_rule(cast: Cast) -> None:
    ward, clinic, _town = told(cast)
    before = Event.objects.count()
    assert clinic.take("sip-plan-written", **PLAN | {"goals": []}).status_code == 400
    assert clinic.take("sip-plan-written", **PLAN, readers=[cast.stranger_intake.hsa_id]).status_code == 409
    assert ward.take("sip-plan-written", **PLAN).status_code == 403
    care_plan = {
        "needs_of_region": "a",
        "needs_of_municipality": "b",
        "decisions": "c",
        "attitude": "d",
        "services": [{"service": "e", "responsible": "f"}],
    }
    refused = ward.take("care-plan-written", **care_plan)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_compulsory_care")
    assert Event.objects.count() == before
