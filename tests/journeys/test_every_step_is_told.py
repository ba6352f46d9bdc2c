"""Every step of the table occurs in a story that somebody can read as a day at work."""

from coordination.core.states import STEPS
from tests.journeys import test_days_of_planning, test_days_on_the_ward
from tests.journeys.told_steps import TOLD

STORIES = (test_days_on_the_ward, test_days_of_planning)


def test_it_tells_every_step_that_a_person_takes() -> None:
    assert STORIES
    assert {step for step, row in STEPS.items() if row.acting} == TOLD
