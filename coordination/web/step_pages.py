"""Every step that a person takes in a case, in the order of menus."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.steps import (
    addressing,
    entries,
    homegoing,
    messages,
    municipality,
    notices,
    outpatient,
    patient,
    planning,
    plans,
    services,
    sips,
    ward,
)
from coordination.web.steps.page import Duty, StepPage

ROOMS: tuple[tuple[Promise, Mapping[Step, StepPage]], ...] = (
    (_("Notices"), notices.PAGES),
    (_("Planning"), planning.PAGES),
    (_("Going home"), homegoing.PAGES),
    (_("Care contact and SIP"), {**outpatient.PAGES, **sips.PAGES}),
    (_("The patient's plan"), plans.PAGES),
    (_("Receiving the patient"), municipality.PAGES),
    (_("The region's services"), services.PAGES),
    (_("The stay"), ward.PAGES),
    (_("The patient"), patient.PAGES),
    (_("Wrong receiver"), addressing.PAGES),
    (_("Messages and deviations"), messages.PAGES),
    (_("Put right"), entries.PAGES),
)
"""The steps under their headings in a case's menu."""

_PAGES = {step: page for _heading, pages in ROOMS for step, page in pages.items()}

STEP_PAGES: Mapping[Step, StepPage] = {step: _PAGES[step] for step in Step if step in _PAGES}


def duty_of(step: Step) -> Duty:
    """The words for a step that somebody must take; raises `LookupError` for one that no move asks for."""
    duty = STEP_PAGES[step].duty
    if duty is None:
        raise LookupError(f"{step}: no words for what somebody must do")
    return duty
