"""Addresses of cases under /api/v1/. A step's is its name with hyphens."""

from django.urls import path

from coordination.api.cases import Cases, OneCase
from coordination.api.deviations import Deviations
from coordination.api.documents import CarePlanOnPaper, SipCalendar, SipOnPaper, SummaryOnPaper
from coordination.api.step_content import CONTENTS
from coordination.api.steps import TakeStep

urlpatterns = [
    path("cases/", Cases.as_view(), name="api-cases"),
    path("deviations/", Deviations.as_view(), name="api-deviations"),
    path("cases/<uuid:case_id>/", OneCase.as_view(), name="api-case"),
    path("cases/<uuid:case_id>/sip.ics", SipCalendar.as_view(), name="api-sip-calendar"),
    path("cases/<uuid:case_id>/plan/sip.pdf", SipOnPaper.as_view(), name="api-sip-on-paper"),
    path("cases/<uuid:case_id>/plan/care.pdf", CarePlanOnPaper.as_view(), name="api-care-plan-on-paper"),
    path("cases/<uuid:case_id>/summary.pdf", SummaryOnPaper.as_view(), name="api-summary-on-paper"),
    *(
        path(
            f"cases/<uuid:case_id>/{step.replace('_', '-')}/",
            TakeStep.as_view(step=step),
            name=f"api-{step.replace('_', '-')}",
        )
        for step in CONTENTS
    ),
]
