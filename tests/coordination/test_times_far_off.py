"""A time that lies absurdly far off is a slip of the pen, and is refused beside its field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coordination.actions import admissions
from coordination.core.bounds import AFTER_THE_FACT, AHEAD
from coordination.core.episodes import CareType
from coordination.core.needs import NeedAssessment
from coordination.core.refusals import Refusal
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import EVERYTHING, PHYSICIAN, TUESDAY, Story, at, patient_details

NOW = at("2026-03-10T09:00")
SECOND = timedelta(seconds=1)


def admit(cast: Cast, **said: Any) -> object:
    told = {
        "patient": patient_details(),
        "care_type": CareType.SOMATIC,
        "admitted_at": NOW - timedelta(days=1),
    }
    return admissions.register(by=cast.nurse, registered_at=NOW, **{**told, **said})


def refused(step: Callable[[], object]) -> tuple[Refusal, str]:
    stored = everything_stored()
    with pytest.raises(StepRefused) as error:
        step()
    assert everything_stored() == stored
    return error.value.refusal, error.value.data.get("field", "")


def test_an_admission_may_be_registered_for_a_year(cast: Cast) -> None:
    admit(cast, admitted_at=NOW - AFTER_THE_FACT)
    assert refused(lambda: admit(cast, admitted_at=NOW - AFTER_THE_FACT - SECOND)) == (
        Refusal.TOO_LONG_AGO,
        "occurred_at",
    )


@pytest.mark.parametrize("care_type", [CareType.PSYCHIATRIC, CareType.FORENSIC])
def test_people_may_have_been_in_psychiatric_care_for_years(cast: Cast, care_type: CareType) -> None:
    admit(cast, care_type=care_type, admitted_at=at("2011-05-01T10:00"))
    assert refused(lambda: admit(cast, care_type=care_type, admitted_at=at("1899-05-01T10:00")))[0] is (
        Refusal.TOO_LONG_AGO
    )


def test_what_happens_in_such_a_stay_is_told_within_a_year(cast: Cast) -> None:
    story = Story(cast, admitted_at=at("2011-05-01T10:00"), care_type=CareType.FORENSIC)
    assert refused(lambda: story.goes_home(NOW - AFTER_THE_FACT - SECOND, registered_at=NOW)) == (
        Refusal.TOO_LONG_AGO,
        "occurred_at",
    )
    story.goes_home(NOW - AFTER_THE_FACT, registered_at=NOW)


@pytest.mark.parametrize(("year", "rule"), [("0001", Refusal.TOO_LONG_AGO), ("9999", Refusal.TOO_FAR_AHEAD)])
def test_no_time_of_any_step_lies_beyond_reason(cast: Cast, year: str, rule: Refusal) -> None:
    far = at(f"{year}-06-01T10:00")
    story = Story(cast)
    assert refused(lambda: story.notify(NOW, estimated_discharge_at=far)) == (rule, "estimated_discharge_at")
    assert refused(lambda: admit(cast, estimated_discharge_at=far)) == (rule, "estimated_discharge_at")
    assessment = NeedAssessment(EVERYTHING, PHYSICIAN, far)
    assert refused(lambda: admit(cast, assessment=assessment)) == (rule, "assessed_at")
    story.notify(TUESDAY)
    assert refused(lambda: story.can_receive(NOW, can_receive_from=far)) == (rule, "can_receive_from")


def test_plans_may_reach_three_years_ahead(cast: Cast) -> None:
    story = Story(cast)
    assert refused(lambda: story.notify(NOW, estimated_discharge_at=NOW + AHEAD + SECOND))[0] is (
        Refusal.TOO_FAR_AHEAD
    )
    story.notify(NOW, estimated_discharge_at=NOW + AHEAD)
