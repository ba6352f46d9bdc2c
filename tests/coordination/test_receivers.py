"""To whom the notices go."""

import pytest

from accounts.models import CareType as ReceivedCare
from accounts.models import UnitKind, UnitReception
from coordination.core.events import AdmissionNoticeSent, DischargeReadySent
from coordination.core.needs import Need
from coordination.core.states import Capacity
from coordination.errors import ReceiverToBeChosen, UnsuitableReceiver
from coordination.models import Event
from tests.cast import Cast, make_unit
from tests.coordination.stored import everything_stored
from tests.coordination.stories import EVERYTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT, Story, at

NOON = at("2026-03-03T12:00")


def names(event: Event) -> set[str]:
    payload = event.as_recorded().payload
    assert isinstance(payload, AdmissionNoticeSent | DischargeReadySent)
    return {receiver.name for receiver in payload.receivers}


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        (EVERYTHING, {"Biståndsenheten", "Andersbergs vårdcentral"}),
        (ONLY_MUNICIPAL, {"Biståndsenheten"}),
        (ONLY_OUTPATIENT, {"Andersbergs vårdcentral"}),
        (frozenset({Need.MUNICIPAL_HEALTH_CARE}), {"Biståndsenheten", "Andersbergs vårdcentral"}),
    ],
)
def test_it_tells_whom_the_needs_concern(cast: Cast, needs: frozenset[Need], expected: set[str]) -> None:
    story = Story(cast, needs=needs)
    assert names(story.notify(NOON)) == expected
    assert set(story.case.parties.values_list("unit__name", flat=True)) == expected | {"Avd 4B"}


def test_it_asks_the_sender_where_several_units_could_receive(cast: Cast) -> None:
    other = make_unit(cast.halland, "Nyhems vårdcentral", UnitKind.PRIMARY_CARE)
    UnitReception.objects.create(unit=other, municipality_code="1380", care_type=ReceivedCare.SOMATIC)
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(ReceiverToBeChosen) as refused:
        story.notify(NOON)
    assert refused.value.data == {"capacity": "outpatient"}
    assert everything_stored() == stored
    assert names(story.notify(NOON, units=[other])) == {"Biståndsenheten", "Nyhems vårdcentral"}


def test_it_addresses_the_default_intake_among_several(cast: Cast) -> None:
    other = make_unit(cast.halmstad, "Biståndsenheten öster", UnitKind.INTAKE)
    for unit in (other, cast.intake):
        UnitReception.objects.create(unit=unit, municipality_code="1380", care_type=ReceivedCare.SOMATIC)
    story = Story(cast, needs=ONLY_MUNICIPAL)
    assert names(story.notify(NOON)) == {"Biståndsenheten"}


def test_it_refuses_units_that_have_nothing_to_do_with_the_patient(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    for unit in (cast.stranger_intake, cast.stranger_ward, cast.municipal_finance, cast.region_finance):
        with pytest.raises(UnsuitableReceiver):
            story.notify(NOON, units=[unit])
    assert everything_stored() == stored


def test_it_tells_the_municipality_later_when_its_services_turn_out_to_be_needed(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    story.notify(NOON)
    story.assess(at("2026-03-04T12:00"), EVERYTHING)
    assert names(story.notify(at("2026-03-04T13:00"))) == {"Biståndsenheten"}
    assert story.facts.admission_notice_at == at("2026-03-04T13:00").replace(tzinfo=None)


def test_it_tells_everybody_that_the_patient_is_ready(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    assert names(story.is_ready(at("2026-03-05T12:00"))) == {"Biståndsenheten", "Andersbergs vårdcentral"}


def test_it_tells_of_readiness_without_a_notice_before(cast: Cast) -> None:
    """Ready on the day of admission, and the notice forgotten: nobody is kept in the dark for that."""
    story = Story(cast)
    assert names(story.is_ready(NOON)) == {"Biståndsenheten", "Andersbergs vårdcentral"}
    assert story.case.parties.filter(capacity=Capacity.MUNICIPALITY).exists()
    assert story.facts.admission_notice_at is None
    story.notify(at("2026-03-03T13:00"))
    assert story.status() == "ready"
    assert story.facts.admission_notice_at == at("2026-03-03T13:00").replace(tzinfo=None)
