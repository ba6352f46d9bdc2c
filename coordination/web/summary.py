"""The patient's own written summary, to be printed and handed over (LUS 3:3)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.errors import CaseNotFound
from coordination.opened_case import open_case
from coordination.web.patient_words import patient_words


@never_cache
@require_safe
def patient_summary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the patient has been given; 404 before anything is."""
    opened = open_case(assignment_of(request), case_id)
    if opened.history.summary is None:
        raise CaseNotFound
    record_look(assignment=opened.by, case_id=case_id, what="patient's summary")
    context = {
        "case": opened.case,
        "patient": patient_words(opened),
        "summary": opened.history.summary,
        "contact": opened.history.care_contact,
        "now": opened.now,
    }
    return render(request, "coordination/summary.html", context)
