"""What a ward knows of its patient is put right by a step of its own; a protection is ended by nothing else."""

from typing import Any

import pytest

from accounts.access.policy import NotAllowed
from coordination.core.episode_facts import known_episode
from coordination.core.patient_events import PatientDetailsCorrected
from coordination.core.refusals import Refusal
from coordination.core.states import Capacity
from coordination.errors import InvalidPatient, NotProtected, StepRefused
from coordination.models import EpisodeFacts, Patient
from tests.cast import Cast
from tests.coordination.histories import admitted, corrected, history, home
from tests.coordination.stored import everything_stored, known_at
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at, patient_details

NOON = at("2026-03-04T12:00")


def test_it_keeps_what_stood_before(cast: Cast) -> None:
    story = Story(cast)
    told = story.is_corrected(NOON, family_name="Öberg", address="").as_recorded().payload
    assert isinstance(told, PatientDetailsCorrected)
    assert (told.before.family_name, told.after.family_name) == ("Andersson", "Öberg")
    assert (told.before.address, told.after.address) == (story.patient.address, "")
    assert told.reason == "fel i journalen"
    story.case.refresh_from_db()
    assert (story.case.snapshot.name, story.case.snapshot.address) == ("Anna Öberg", "")


def test_it_makes_another_municipality_liable_and_billing_knows_from_when(cast: Cast) -> None:
    story = Story(cast)
    story.is_corrected(NOON, municipality_code="1384")
    story.case.refresh_from_db()
    assert story.case.liable_municipality_code == "1384"
    assert story.facts.municipality == "1384"
    before = known_at(EpisodeFacts.objects.all(), at("2026-03-04T11:59")).get()
    assert before.liable_municipality == "1380"
    story.is_corrected(NOON, placing_municipality_code="1380")
    assert (story.facts.municipality, story.facts.placing_municipality) == ("1384", "1380")


def test_it_may_come_after_the_discharge(cast: Cast) -> None:
    story = Story(cast)
    story.goes_home(NOON)
    story.is_corrected(at("2026-04-02T09:00"), municipality_code="1384")
    assert story.facts.municipality == "1384"


def test_it_bills_nobody_for_a_patient_registered_nowhere(cast: Cast) -> None:
    story = Story(cast)
    place = EpisodeFacts.objects.latest().get().place
    story.is_corrected(NOON, municipality_code="")
    assert not EpisodeFacts.objects.latest().exists()
    story.is_corrected(at("2026-03-04T13:00"), municipality_code="1380")
    assert EpisodeFacts.objects.latest().get().place == place


def test_it_holds_for_the_whole_stay_by_the_last_that_was_registered() -> None:
    found = known_episode(
        history(
            admitted("2026-03-03T09:10"),
            home("2026-03-06T10:00"),
            corrected("2026-03-08T10:00", "1384"),
            corrected("2026-03-07T10:00", "1382"),
        ),
        "H26-00001",
    )
    assert found is not None
    assert found.episode.municipality == "1382"


def test_it_tells_the_municipality_that_turned_out_to_be_liable(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"))
    story.is_corrected(NOON, municipality_code="1384")
    sent = story.notify(at("2026-03-04T13:00")).as_recorded().payload
    assert [receiver.name for receiver in sent.receivers] == ["Mottagningen"]
    municipal = story.case.parties.filter(capacity=Capacity.MUNICIPALITY)
    assert {party.unit.name for party in municipal} == {"Biståndsenheten", "Mottagningen"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"family_name": ""}, "family_name"),
        ({"municipality_code": "9999"}, "municipality_code"),
        ({"placing_municipality_code": "9999"}, "placing_municipality_code"),
    ],
)
def test_it_refuses_what_cannot_be(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(InvalidPatient) as refused:
        story.is_corrected(NOON, **wrong)
    assert refused.value.data == {"fields": field}
    assert everything_stored() == stored


def test_it_refuses_to_correct_nothing(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.is_corrected(NOON, family_name="Andersson")
    assert refused.value.refusal is Refusal.NOTHING_CORRECTED
    assert everything_stored() == stored


def test_it_registers_a_protection_that_is_found_later(cast: Cast) -> None:
    story = Story(cast)
    told = story.is_corrected(NOON, has_protected_identity=True).as_recorded().payload
    assert told.has_protected_identity
    assert Patient.objects.get().has_protected_identity


def test_it_ends_a_protection_by_a_step_of_its_own_and_says_who_when_and_why(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(has_protected_identity=True))
    story.is_corrected(NOON, family_name="Öberg", has_protected_identity=False)
    assert Patient.objects.get().has_protected_identity
    event = story.is_protected_no_more(at("2026-03-04T13:00"))
    assert not Patient.objects.get().has_protected_identity
    assert (event.by, event.payload["reason"]) == (
        cast.nurse,
        "skyddet har upphört enligt folkbokföringen",
    )


def test_it_ends_no_protection_that_is_not_there(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    with pytest.raises(NotProtected):
        story.is_protected_no_more(NOON)
    assert everything_stored() == stored


def test_it_is_the_wards_alone(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(has_protected_identity=True))
    story.notify(at("2026-03-03T11:00"))
    stored = everything_stored()
    for outsider in (cast.coordinator, cast.case_officer):
        story.nurse = outsider
        for step in (story.is_protected_no_more, story.is_corrected):
            with pytest.raises(NotAllowed):
                step(NOON)
    assert everything_stored() == stored
