"""Going home well: the track, the checklist before home, and what the patient gets in writing."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from agreements.tracks import tracks_of
from coordination.core.states import Step
from coordination.web.forms.homegoing import ChecklistForm, SummaryForm, TrackForm
from coordination.web.steps.page import StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.TRACK_CHOSEN: StepPage(
        form=TrackForm,
        name=_("Choose track"),
        button=_("Save"),
        done=_("The track is chosen."),
        lead=_("It tells everybody which steps come next, and who takes part."),
        makes_sense=lambda opened: bool(tracks_of(opened.case.region_code)),
    ),
    Step.HOME_READY_CHECKED: StepPage(
        form=ChecklistForm,
        name=_("Fill in the home-ready checklist"),
        button=_("Save"),
        done=_("The checklist is saved."),
        lead=_("A support for memory: nothing is held up by what is left. Everybody reads it."),
    ),
    Step.PATIENT_SUMMARY_GIVEN: StepPage(
        form=SummaryForm,
        name=_("Write the patient's summary"),
        button=_("Save"),
        done=_("The patient's summary is saved. Print it and hand it over."),
        lead=_("The patient's own paper at discharge, in plain words."),
    ),
}
