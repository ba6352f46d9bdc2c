"""The treatment plan before discharge: where the agreement asks for it, nobody is declared ready without one."""

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.refusals import Refusal
from coordination.core.terms import ProcessTerms
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.histories import admitted, estimated, history, home, notified, planned
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

HALLAND_2027 = ProcessTerms(treatment_plan_before_ready=True)
ADMISSION, NOTICE = admitted("2027-03-02T09:10"), notified("2027-03-02T11:40", expected="2027-03-08T12:00")


def in_2027(cast: Cast) -> Story:
    story = Story(cast, admitted_at=at("2027-03-02T09:10"))
    story.notify(at("2027-03-02T11:40"))
    return story


@pytest.mark.django_db
def test_it_holds_back_a_readiness_without_a_plan_in_halland_2027(cast: Cast) -> None:
    story = in_2027(cast)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.is_ready(at("2027-03-04T13:00"))
    assert refused.value.refusal is Refusal.NO_TREATMENT_PLAN
    assert everything_stored() == stored


@pytest.mark.django_db
def test_it_lets_a_patient_with_a_plan_be_ready_from_the_moment_it_is_there(cast: Cast) -> None:
    story = in_2027(cast)
    story.writes_treatment_plan(at("2027-03-04T13:00"))
    with pytest.raises(StepRefused):
        story.is_ready(at("2027-03-04T12:59"), registered_at=at("2027-03-04T13:05"))
    story.is_ready(at("2027-03-04T13:00"), registered_at=at("2027-03-04T13:05"))
    assert story.status() == "ready"


@pytest.mark.django_db
def test_it_asks_nothing_of_a_patient_who_is_ready_while_the_text_of_2025_is_in_force(cast: Cast) -> None:
    story = Story(cast, admitted_at=at("2026-12-28T09:10"))
    story.notify(at("2026-12-28T11:40"))
    story.is_ready(at("2026-12-31T23:59"))
    assert story.status() == "ready"


@pytest.mark.django_db
def test_it_asks_for_one_from_new_years_day_whenever_the_patient_was_admitted(cast: Cast) -> None:
    story = Story(cast, admitted_at=at("2026-12-28T09:10"))
    story.notify(at("2026-12-28T11:40"))
    with pytest.raises(StepRefused):
        story.is_ready(at("2027-01-01T00:00"))


def test_it_aims_at_the_latest_estimate_and_is_never_missed() -> None:
    case = history(ADMISSION, NOTICE, estimated("2027-03-03T08:00", "2027-03-05T10:00"))
    (due,) = [one for one in deadlines(case, HALLAND_2027) if one.kind is DeadlineKind.TREATMENT_PLAN]
    assert (due.due_at, due.is_binding) == (at("2027-03-05T10:00"), False)
    assert due.missed_at(at("2028-01-01T00:00")) is None


def test_it_is_met_by_the_plan_and_ends_with_the_stay() -> None:
    met, gone = (
        next(one for one in deadlines(case, HALLAND_2027) if one.kind is DeadlineKind.TREATMENT_PLAN)
        for case in (
            history(ADMISSION, NOTICE, planned("2027-03-04T13:00")),
            history(ADMISSION, NOTICE, home("2027-03-04T13:00")),
        )
    )
    assert met.met_at == gone.cancelled_at == at("2027-03-04T13:00")


def test_it_is_no_task_where_no_text_asks_for_it() -> None:
    kinds = {one.kind for one in deadlines(history(ADMISSION, NOTICE))}
    assert DeadlineKind.TREATMENT_PLAN not in kinds
