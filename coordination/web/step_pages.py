"""Every step that a person takes in a case, in the order of menus."""

from collections.abc import Mapping

from coordination.core.states import Step
from coordination.web.steps import (
    entries,
    municipality,
    notices,
    outpatient,
    patient,
    planning,
    services,
    ward,
)
from coordination.web.steps.page import Duty, StepPage

_ROOMS = {
    **ward.PAGES,
    **notices.PAGES,
    **outpatient.PAGES,
    **municipality.PAGES,
    **planning.PAGES,
    **services.PAGES,
    **patient.PAGES,
    **entries.PAGES,
}

STEP_PAGES: Mapping[Step, StepPage] = {step: _ROOMS[step] for step in Step if step in _ROOMS}


def duty_of(step: Step) -> Duty:
    """The words for a step that somebody must take; raises `LookupError` for one that no move asks for."""
    duty = STEP_PAGES[step].duty
    if duty is None:
        raise LookupError(f"{step}: no words for what somebody must do")
    return duty
