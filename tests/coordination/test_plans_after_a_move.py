"""A patient is moved: the new ward reads the plans and stands in the place of the old one, for whom nobody waits."""

from random import Random

import pytest

from coordination.core.moves import next_moves
from coordination.core.plan_versions import care_plans, sip_plans
from coordination.core.plans import PlanParty
from coordination.core.sip_rules import SipRefusal
from coordination.core.states import Capacity, Step
from coordination.errors import NotYourStep, StepRefused
from coordination.opened_case import open_case
from tests.cast import Cast, client_of
from tests.coordination.histories import Happening, admitted, history, moved, notified, removed, returned
from tests.coordination.sip_histories import adjusted, care_planned, sip_agreed, sip_planned
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at
from tests.coordination.wards import second_nurse

BEFORE = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"))
FORMER, NEW = 1, 7
WARD = PlanParty(FORMER, "Avd 4B", Capacity.WARD)
OTHERS = (
    PlanParty(2, "Vårdcentralen", Capacity.OUTPATIENT),
    PlanParty(3, "Biståndsenheten", Capacity.MUNICIPALITY),
)
PLANNED = sip_planned("2026-03-05T10:00", "2026-04-10", WARD, *OTHERS)


def waited_for(*happenings: Happening) -> list[str]:
    return [party.name for party in sip_plans(history(*BEFORE, *happenings))[-1].unsigned]


def test_it_waits_for_the_new_ward_in_the_place_of_the_old() -> None:
    assert waited_for(PLANNED) == ["Avd 4B", "Biståndsenheten"]
    assert waited_for(PLANNED, moved("2026-03-06T10:00")) == ["Avd 6A", "Biståndsenheten"]
    case = history(*BEFORE, PLANNED, moved("2026-03-06T10:00"))
    asked = [one.unit for one in next_moves(case, ()) if one.step is Step.SIP_PLAN_AGREED]
    assert asked == [NEW, 3]


def test_it_holds_the_new_ward_to_what_the_old_one_has_signed() -> None:
    signed = (PLANNED, sip_agreed("2026-03-05T11:00", 3, FORMER))
    assert waited_for(*signed, moved("2026-03-06T10:00")) == ["Biståndsenheten"]
    (version,) = sip_plans(history(*BEFORE, *signed, moved("2026-03-06T10:00")))
    assert [(party.name, at is not None) for party, at in version.signatures] == [
        ("Avd 4B", True),
        ("Vårdcentralen", True),
        ("Biståndsenheten", False),
    ]


def test_it_lets_the_new_ward_read_the_versions_that_the_old_one_read() -> None:
    case = history(*BEFORE, PLANNED, moved("2026-03-06T10:00"))
    assert [sip_plans(case)[0].concerns(unit) for unit in (FORMER, NEW, 9)] == [True, True, False]
    kept_from_ward = sip_planned("2026-03-05T10:00", "2026-04-10", *OTHERS)
    case = history(*BEFORE, kept_from_ward, moved("2026-03-06T10:00"))
    assert not sip_plans(case)[0].concerns(NEW)


def test_it_waits_for_no_unit_that_has_left_the_case() -> None:
    plan = sip_planned("2026-03-05T10:00")
    assert waited_for(plan) == ["Biståndsenheten"]
    for leaving in (returned("2026-03-06T10:00", 2), removed("2026-03-06T10:00")):
        assert waited_for(plan, leaving) == []


def test_it_is_so_of_the_coordinated_care_plan_too() -> None:
    plan, back = care_planned("2026-03-05T10:00"), moved("2026-03-07T10:00", 7)
    (version,) = care_plans(history(*BEFORE, plan, adjusted("2026-03-05T12:00", 3), back))
    assert version.unsigned == ()


@pytest.mark.parametrize("seed", range(30))
def test_it_never_waits_for_a_ward_that_the_patient_has_left(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a test, not a secret
    happenings, ward, signed = [PLANNED], FORMER, False
    for day in range(6, 6 + chance.randrange(1, 6)):
        if chance.random() < 0.3 and not signed:
            happenings.append(sip_agreed(f"2026-03-{day:02}T09:00", 3, ward))
            signed = True
        ward = chance.choice([unit for unit in (FORMER, NEW, 8) if unit != ward])
        happenings.append(moved(f"2026-03-{day:02}T10:00", ward))
    (version,) = sip_plans(history(*BEFORE, *happenings))
    wards = [party.unit for party in version.unsigned if party.capacity is Capacity.WARD]
    assert wards == ([] if signed else [ward])
    assert version.concerns(ward)


@pytest.mark.django_db
def test_it_is_the_new_ward_that_agrees(cast: Cast) -> None:
    story, other = Story(cast), second_nurse(cast)
    story.notify(at("2026-03-03T11:40"))
    story.writes_sip_plan(at("2026-03-05T10:00"))
    story.moves(at("2026-03-05T12:00"), other)
    assert "Jag vill hem till katten." in client_of(other).get(f"/cases/{story.case.pk}/plan/").text
    stored = everything_stored()
    with pytest.raises(NotYourStep):
        story.agrees_to_sip_plan(at("2026-03-05T13:00"), cast.nurse)
    assert everything_stored() == stored
    story.agrees_to_sip_plan(at("2026-03-05T13:00"), other)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.agrees_to_sip_plan(at("2026-03-05T14:00"), other)
    assert refused.value.refusal is SipRefusal.ALREADY_SIGNED
    assert everything_stored() == stored
    # The ward that the patient left reads the plan as it was that day.
    left = open_case(cast.nurse, story.case.pk)
    assert sip_plans(left.history)[0].concerns(cast.ward.pk)
