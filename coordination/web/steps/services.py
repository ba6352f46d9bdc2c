"""Whether the region's outpatient services are there, which anybody may report."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.forms.reception import ServicesAvailableForm, ServicesMissingForm
from coordination.web.steps.page import Duty, StepPage

PAGES: Mapping[Step, StepPage] = {
    Step.REGION_SERVICES_MISSING: StepPage(
        form=ServicesMissingForm,
        name=_("Report that outpatient services are missing"),
        button=_("Report"),
        done=_("It is reported that the region's outpatient services are missing."),
        lead=_("While the region's own services are missing or unclear, the municipality does not pay."),
        makes_sense=lambda opened: opened.history.services_missing_since is None,
    ),
    Step.REGION_SERVICES_AVAILABLE: StepPage(
        form=ServicesAvailableForm,
        name=_("Report that outpatient services are in place"),
        button=_("Report"),
        done=_("It is reported that the region's outpatient services are in place."),
        duty=Duty(
            title=_("See to the services that are missing, and report when they are in place"),
            button=_("Report"),
            awaited=_("The region's outpatient services are missing"),
        ),
        makes_sense=lambda opened: opened.history.services_missing_since is not None,
    ),
}
