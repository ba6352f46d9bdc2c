"""A case exists for its parties only, and each may take its own steps only."""

import uuid
from typing import Any

import pytest

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import Assignment
from coordination.actions import cases, notices
from coordination.actions.permissions import PERMISSION_FOR
from coordination.core.states import STEPS
from coordination.errors import CaseNotFound, NotYourStep
from coordination.models import Case, Deadline, EpisodeFacts, Event, Party, Patient, PatientSnapshot
from tests.cast import Cast, make_assignment
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

NOON = at("2026-03-04T12:00")
MODELS: list[Any] = [Patient, PatientSnapshot, Case, Party, Event, Deadline, EpisodeFacts]


def test_it_shows_a_case_to_its_parties_from_the_day_each_became_one(cast: Cast) -> None:
    story = Story(cast)
    seen = {model: [model.objects.visible_to(one).exists() for one in parties(cast)] for model in MODELS}
    assert seen == {model: [True, False, False] for model in MODELS}
    story.notify(at("2026-03-03T11:00"))
    seen = {model: [model.objects.visible_to(one).exists() for one in parties(cast)] for model in MODELS}
    assert seen == {model: [True, True, True] for model in MODELS}


def test_it_shows_nothing_to_anybody_else(cast: Cast) -> None:
    Story(cast).notify(at("2026-03-03T11:00"))
    insiders = {cast.nurse, cast.physician, cast.coordinator, cast.case_officer}
    for name, somebody in cast.everybody():
        for model in MODELS:
            assert model.objects.visible_to(somebody).exists() is (somebody in insiders), (name, model)


def test_it_has_no_such_case_for_a_stranger(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    stored = everything_stored()
    strangers = [cast.stranger_nurse, cast.stranger_officer, cast.region_controller, cast.unit_administrator]
    for stranger in strangers:
        with pytest.raises(CaseNotFound):
            cases.cancel(case_id=story.case.pk, by=stranger, occurred_at=NOON, reason="nyfiken")
    with pytest.raises(CaseNotFound):
        cases.cancel(case_id=uuid.uuid4(), by=cast.nurse, occurred_at=NOON, reason="finns inte")
    assert everything_stored() == stored


def test_it_lets_no_party_take_another_ones_step(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    stored = everything_stored()
    for outsider in (cast.coordinator, cast.case_officer):
        with pytest.raises(NotAllowed):
            cases.cancel(case_id=story.case.pk, by=outsider, occurred_at=NOON, reason="fel")
    with pytest.raises(NotAllowed):
        notices.acknowledge(case_id=story.case.pk, by=cast.nurse, occurred_at=NOON)
    assert everything_stored() == stored


def test_it_asks_what_the_unit_is_in_the_case_and_not_only_what_the_person_may(cast: Cast) -> None:
    """A ward to which a patient was referred as to an outpatient unit is no ward of this case."""
    story = Story(cast)
    other_ward = make_assignment(cast.stranger_ward, Role.WARD_NURSE, "Karin Karlsson")
    Party.objects.create(case=story.case, unit=cast.stranger_ward, capacity="outpatient", since=NOON)
    stored = everything_stored()
    with pytest.raises(NotYourStep):
        cases.cancel(case_id=story.case.pk, by=other_ward, occurred_at=NOON, reason="fel")
    assert everything_stored() == stored


def test_it_has_a_permission_for_every_step_of_a_person() -> None:
    assert set(PERMISSION_FOR) == {step for step, row in STEPS.items() if row.acting}


def parties(cast: Cast) -> list[Assignment]:
    return [cast.nurse, cast.coordinator, cast.case_officer]
