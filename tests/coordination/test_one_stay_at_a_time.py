"""No two cases of a patient in a region have the same days, which would be billed twice."""

from datetime import datetime

import pytest

from accounts.models import AccessLogEntry, Assignment
from coordination.actions import admissions, discharges
from coordination.core.episodes import CareType
from coordination.core.events import Destination
from coordination.errors import (
    AdmittedAtAnotherProvider,
    AdmittedElsewhere,
    DischargedInNextStay,
    LaterStay,
    OverlappingStay,
)
from coordination.models import Case
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at
from tests.coordination.wards import private_nurse, second_nurse

HOME = at("2026-03-06T10:00")


def admit(by: Assignment, story: Story, admitted_at: datetime) -> Case:
    return admissions.register(
        by=by, patient=story.patient, care_type=CareType.SOMATIC, admitted_at=admitted_at
    )


def test_it_refuses_a_second_open_case_in_the_region(cast: Cast) -> None:
    story = Story(cast)
    tries = [(second_nurse(cast), AdmittedElsewhere), (private_nurse(cast), AdmittedAtAnotherProvider)]
    stored = everything_stored()
    for by, error in tries:
        with pytest.raises(error) as refused:
            admit(by, story, HOME)
        assert refused.value.data == {"ward": "Avd 4B"}
        assert AccessLogEntry.objects.filter(assignment=by, case_id=story.case.pk).count() == 1
    assert everything_stored() == stored


def test_it_lets_another_region_admit(cast: Cast) -> None:
    story = Story(cast)
    assert admit(cast.stranger_nurse, story, HOME).region_code == "20"


def test_it_refuses_an_admission_before_the_discharge_from_another_stay(cast: Cast) -> None:
    story = Story(cast)
    story.goes_home(HOME)
    tries = (cast.nurse, second_nurse(cast), private_nurse(cast))
    stored = everything_stored()
    for by in tries:
        for admitted_at in (at("2026-03-06T09:59"), story.admitted_at):
            with pytest.raises(OverlappingStay) as refused:
                admit(by, story, admitted_at)
            assert refused.value.data == {}
    assert everything_stored() == stored
    assert admit(tries[1], story, HOME).admitted_at == HOME


def test_an_earlier_stay_is_registered_after_the_fact_where_the_ward_says_so(cast: Cast) -> None:
    story = Story(cast)
    story.goes_home(HOME)
    earlier = at("2026-02-01T12:00")
    told = {"by": cast.nurse, "patient": story.patient, "care_type": CareType.SOMATIC}
    stored = everything_stored()
    with pytest.raises(LaterStay):
        admissions.register(**told, admitted_at=earlier)
    with pytest.raises(OverlappingStay):
        admissions.register(**told, admitted_at=story.admitted_at, is_earlier_stay=True)
    assert everything_stored() == stored
    case = admissions.register(**told, admitted_at=earlier, is_earlier_stay=True)
    stored = everything_stored()
    left = {"case_id": case.pk, "by": cast.nurse, "destination": Destination.HOME}
    with pytest.raises(DischargedInNextStay):
        discharges.register(**left, occurred_at=at("2026-03-04T12:00"))
    assert everything_stored() == stored
    discharges.register(**left, occurred_at=at("2026-02-05T12:00"))
    case.refresh_from_db()
    assert case.status == "discharged"


def test_it_minds_no_stay_that_was_a_mistake(cast: Cast) -> None:
    story = Story(cast)
    story.cancel(at("2026-03-03T12:00"))
    assert admit(second_nurse(cast), story, at("2026-03-03T10:00")).status == "admitted"
