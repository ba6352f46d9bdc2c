"""What the parties plan for lies where it can come true: an estimate ahead, a reception in the stay."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.actions import admissions
from coordination.core.episodes import CareType
from coordination.core.events import AdmissionNoticeSent, Payload, ReceptionAccepted, ReceptionDelayed
from coordination.core.planning import EstimatedDischargeChanged
from coordination.core.refusals import Refusal
from coordination.core.rules import refusal
from coordination.core.states import Step
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.histories import BOTH, admitted, history, notified
from tests.coordination.stored import everything_stored
from tests.coordination.stories import at, patient_details

ADMITTED = at("2026-03-03T09:10")
NOW = at("2026-03-10T09:00")
MINUTES = st.integers(0, 6 * 24 * 60).map(lambda number: timedelta(minutes=number))
AWAY = st.integers(-9 * 24 * 60, 9 * 24 * 60).map(lambda number: timedelta(minutes=number))


def refused(step: Step, payload: Payload, occurred_at: datetime, *, is_told: bool = True) -> object:
    before = [admitted("2026-03-03T09:10"), *([notified("2026-03-03T09:10")] if is_told else [])]
    return refusal(history(*before), step, payload, occurred_at, NOW)


@given(after=MINUTES, away=AWAY)
def test_an_estimate_is_refused_exactly_if_it_has_passed_when_it_is_told(
    after: timedelta, away: timedelta
) -> None:
    told_at = ADMITTED + after
    has_passed = Refusal.ESTIMATE_PASSED if away < timedelta() else None
    changed = EstimatedDischargeChanged(told_at + away, "")
    assert refused(Step.ESTIMATED_DISCHARGE_CHANGED, changed, told_at) is has_passed
    notice = AdmissionNoticeSent(told_at + away, BOTH)
    assert refused(Step.ADMISSION_NOTICE_SENT, notice, told_at, is_told=False) is has_passed


@given(after=MINUTES, away=AWAY)
def test_a_reception_is_refused_exactly_if_it_lies_before_the_admission(
    after: timedelta, away: timedelta
) -> None:
    """The municipality may have been able to for a while when it says so."""
    is_before = Refusal.RECEIVES_BEFORE_ADMISSION if away < timedelta() else None
    for step, payload in (
        (Step.RECEPTION_ACCEPTED, ReceptionAccepted(ADMITTED + away, "")),
        (Step.RECEPTION_DELAYED, ReceptionDelayed("plats saknas", ADMITTED + away)),
    ):
        assert refused(step, payload, ADMITTED + after) is is_before


def test_the_minute_that_is_typed_is_not_past_for_its_seconds() -> None:
    told_at = at("2026-03-04T14:05:59")
    changed = EstimatedDischargeChanged(at("2026-03-04T14:05"), "")
    assert refused(Step.ESTIMATED_DISCHARGE_CHANGED, changed, told_at) is None


@pytest.mark.django_db
def test_an_estimate_before_the_admission_is_refused_and_nobody_is_admitted(cast: Cast) -> None:
    before = everything_stored()
    with pytest.raises(StepRefused) as error:
        admissions.register(
            by=cast.nurse,
            patient=patient_details(),
            care_type=CareType.SOMATIC,
            admitted_at=ADMITTED,
            estimated_discharge_at=at("2026-03-02T12:00"),
            registered_at=NOW,
        )
    assert error.value.refusal is Refusal.ESTIMATE_PASSED
    assert everything_stored() == before
