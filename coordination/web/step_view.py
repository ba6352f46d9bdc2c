"""The page of any one step in a case: filled in as far as the case knows, sent once, and refused kindly."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access.policy import NotAllowed
from accounts.audit import record_look
from accounts.errors import DomainError
from accounts.web.kept_form import keeps_what_was_typed, typed_before
from accounts.web.middleware import assignment_of
from coordination.actions.steps import ACTIONS
from coordination.core.states import Step
from coordination.errors import CaseNotFound, StaleCase
from coordination.models import Event
from coordination.opened_case import OpenedCase, open_case
from coordination.web.event_words import told
from coordination.web.forms.step_form import StepForm
from coordination.web.patient_words import patient_words
from coordination.web.possible_steps import is_possible, require_step
from coordination.web.preview import preview
from coordination.web.step_pages import STEP_PAGES

# Where a refusal belongs: beside the first of these fields that the form has, else above all fields.
FIELDS_OF_REFUSAL: Mapping[str, tuple[str, ...]] = {
    "assessed_later": ("assessed_at", "occurred_at"),
    "meeting_before_call": ("meets_at",),
    "nothing_moved": ("meets_at",),
    "no_consent": ("has_consented",),
    "no_basis": ("basis",),
    "cannot_stay": ("stays",),
    "unknown_district": ("municipality",),
    "follow_up_passed": ("follow_up_on", "next_on"),
    "unsuitable_ward": ("to",),
    "track_is_fixed": ("track_reason", "reason"),
    "estimate_passed": ("estimated_discharge_at",),
    "receives_before_admission": ("can_receive_from",),
    **dict.fromkeys(("municipality_is_here", "municipality_not_told"), ("told_outside",)),
    "number_is_known": ("is_same_person",),
    **dict.fromkeys(
        ("open_under_that_number", "open_somewhere_under_that_number", "overlapping_stay"),
        ("identity_value",),
    ),
    **dict.fromkeys(("nothing_to_void", "not_voidable", "others_rest_on_it"), ("entry",)),
    **dict.fromkeys(
        (
            "in_the_future",
            "before_admission",
            "after_discharge",
            "before_withdrawal",
            "before_notice",
            "before_deviation",
            "before_it_came",
            "nothing_missing",
            "no_meeting",
            "before_transfer",
            "discharged_in_next_stay",
        ),
        ("occurred_at", "discharged_at"),
    ),
}


# Nobody says yes to a plan that they have not read.
READ_FIRST = (Step.SIP_PLAN_AGREED, Step.CARE_PLAN_ADJUSTED)


@keeps_what_was_typed
@never_cache
@require_http_methods(["GET", "POST"])
def step_page(request: HttpRequest, case_id: UUID, step: Step) -> HttpResponse:
    """Shows the step's form, or takes it."""
    opened = open_case(assignment_of(request), case_id)
    if first := _sent_before(request, opened, step):
        return _done(request, first)
    require_step(opened, step)
    page = STEP_PAGES[step]
    if request.method == "GET" and (typed := typed_before(request)):
        form = page.form(opened, typed)
        form.is_valid()
        return _show(request, opened, step, form)
    if request.method == "GET":
        return _show(request, opened, step, page.form(opened).as_asked(request.GET))
    form = page.form(opened, request.POST)
    if not form.is_valid():
        return _show(request, opened, step, form, status=422)
    try:
        event = _take(opened, step, form)
    except (NotAllowed, CaseNotFound):
        raise
    except StaleCase as error:
        return _overtaken(request, open_case(assignment_of(request), case_id), step, error)
    except DomainError as error:
        _refuse(form, error)
        return _show(request, opened, step, form, status=409)
    return _done(request, event)


def _sent_before(request: HttpRequest, opened: OpenedCase, step: Step) -> Event | None:
    """What the first of two clicks recorded. By it the step may have ceased to be the reader's: the ward is another."""
    key = request.POST.get("key")
    mine = (row for row in opened.rows if row.step == step and row.by_id == opened.by.pk)
    return next((row for row in mine if key and str(row.idempotency_key) == key), None)


def _done(request: HttpRequest, event: Event) -> HttpResponse:
    """To the receipt on the case page, or back to the list where the button stood there."""
    if "to_list" in request.POST:
        messages.success(request, str(STEP_PAGES[Step(event.step)].done))
        return redirect("worklist")
    return redirect(reverse("case", args=[event.case_id], query={"receipt": event.sequence}))


def _take(opened: OpenedCase, step: Step, form: StepForm) -> Event:
    told = form.cleaned_data
    return ACTIONS[step](
        case_id=opened.case.pk,
        by=opened.by,
        occurred_at=told.get("occurred_at") or timezone.now(),
        expected_version=form.expected_version,
        idempotency_key=told["key"],
        **form.said(),
    )


def _refuse(form: StepForm, error: DomainError) -> None:
    """Says the refusal where the fault is."""
    named = (str(error.data.get(name, "")) for name in ("field", "capacity", "fields"))
    wanted = (*FIELDS_OF_REFUSAL.get(error.code, ()), *", ".join(named).split(", "))
    form.add_error(next((name for name in wanted if name in form.fields), None), error.message)


def _overtaken(request: HttpRequest, opened: OpenedCase, step: Step, error: StaleCase) -> HttpResponse:
    """The same form with what was typed and the newer version in it, above it what has happened meanwhile."""
    seen = int(request.POST["version"])
    data = request.POST.copy()
    data["version"] = str(opened.case.version)
    form = STEP_PAGES[step].form(opened, data)
    form.add_error(None, error.message)
    news = [
        {"title": told(row.as_recorded().payload).title, "at": row.occurred_at, "unit": row.by.unit.name}
        for row in opened.known_rows
        if row.sequence > seen and row.by
    ]
    return _show(request, opened, step, form, status=409, news=news)


def _show(
    request: HttpRequest, opened: OpenedCase, step: Step, form: StepForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page; whoever is shown it, refused or not, has looked at the patient."""
    record_look(assignment=opened.by, case_id=opened.case.pk, what=f"form {step}")
    context = {
        "case": opened.case,
        "live_url": reverse("live-case", args=[opened.case.pk], query={"seen": opened.case.version}),
        "patient": patient_words(opened),
        "page": STEP_PAGES[step],
        "plan_url": reverse("plan", args=[opened.case.pk]) if step in READ_FIRST else "",
        "step": step.value,
        "form": form,
        "is_possible": form.is_bound or is_possible(opened, step),
        "preview": preview(opened, form),
        **more,
    }
    return render(request, "coordination/step.html", context, status=status)
