"""The page of a case's plans, and the plans on paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.core.plan_versions import sip_plans
from coordination.core.states import Step
from coordination.opened_case import OpenedCase, open_case
from coordination.web.patient_words import patient_words
from coordination.web.plan_document import WORDS_OF, plan_file
from coordination.web.possible_steps import possible_steps
from coordination.web.step_pages import STEP_PAGES
from look.download import as_file

STEPS_OF_PLANS = (
    Step.SIP_PLAN_AGREED,
    Step.CARE_PLAN_ADJUSTED,
    Step.SIP_PLAN_WRITTEN,
    Step.CARE_PLAN_WRITTEN,
    Step.SIP_FOLLOWED_UP,
    Step.SIP_CLOSED,
)


@never_cache
@require_safe
def plan_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plans that the reader may read: the versions that hold, or those that the address asks for (?sip=1)."""
    opened = open_case(assignment_of(request), case_id)
    record_look(assignment=opened.by, case_id=case_id, what="plan page")
    plans = [words(opened, _number(request.GET.get(kind, ""))) for kind, words in WORDS_OF.items()]
    context = {
        "case": opened.case,
        "patient": patient_words(opened),
        "plans": [plan for plan in plans if plan],
        "is_kept_from_reader": bool(sip_plans(opened.history)) and plans[0] is None,
        "buttons": _buttons(opened),
    }
    return render(request, "coordination/plan.html", context)


@never_cache
@require_safe
def plan_on_paper(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """A plan as PDF: the version that holds, or ?version=1."""
    opened = open_case(assignment_of(request), case_id)
    name, content = plan_file(opened, kind, request.GET.get("version", ""))
    record_look(assignment=opened.by, case_id=case_id, what=f"{kind} plan on paper")
    return as_file(content, "application/pdf", name)


def _number(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() else None


def _buttons(opened: OpenedCase) -> list[dict[str, object]]:
    possible = possible_steps(opened)
    return [
        {"text": STEP_PAGES[step].name, "url": reverse("step", args=[opened.case.pk, step])}
        for step in STEPS_OF_PLANS
        if step in possible
    ]
