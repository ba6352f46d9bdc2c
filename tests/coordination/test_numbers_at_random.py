"""Corrections drawn at random: whatever is done, every case has one right patient and remembers each former number."""

from datetime import timedelta
from random import Random

import pytest

from coordination.core.patient_events import NumberFault
from coordination.errors import OtherStay, StepRefused
from coordination.models import Case, FormerNumber, Patient
from tests.cast import Cast
from tests.coordination.stories import TUESDAY, Story, patient_details, personal_number

NUMBERS = [personal_number(5400 + index) for index in range(6)]


@pytest.mark.parametrize("seed", range(4))
def test_it_never_loses_a_number(cast: Cast, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a test, not a secret
    stories = [Story(cast, patient=patient_details(identity_value=number)) for number in NUMBERS[:3]]
    over = Story(
        cast, admitted_at=TUESDAY - timedelta(days=20), patient=patient_details(identity_value=NUMBERS[3])
    )
    over.goes_home(TUESDAY - timedelta(days=15))
    said: dict[object, list[str]] = {}
    for minute in range(12):
        story, fault = chance.choice(stories), chance.choice(list(NumberFault))
        before = _numbers()
        try:
            story.has_number(
                TUESDAY + timedelta(minutes=minute), chance.choice(NUMBERS), fault, is_same_person=True
            )
        except (OtherStay, StepRefused):
            assert _numbers() == before
            continue
        for case, number in _numbers().items():
            if before[case] != number:
                said.setdefault(case, []).append(before[case])
        _check_invariants()
    for case in Case.objects.all():
        kept = FormerNumber.objects.filter(case=case).order_by("pk")
        assert [row.patient.identity_value for row in kept] == said.get(case.pk, [])


def _numbers() -> dict[object, str]:
    return dict(Case.objects.values_list("pk", "patient__identity_value"))


def _check_invariants() -> None:
    assert not Case.objects.exclude(patient__replaced_by=None).exists()
    for patient in Patient.objects.all():
        person = Patient.objects.named(patient)
        assert person is not None
        assert person.replaced_by is None
