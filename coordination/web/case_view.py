"""One patient's way home: who has done what, who must act, and the reader's own buttons."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.actions.deliveries import mark_read
from coordination.core.plan_versions import care_plans, sip_plans
from coordination.core.standing import last_transfer
from coordination.core.states import Status, Step
from coordination.core.timeline import has_passed_estimate
from coordination.errors import CaseClosed, CaseNotFound
from coordination.opened_case import ClosedCase, OpenedCase, closed_case, open_case
from coordination.web.case_words import (
    by_default,
    events,
    extended_notice,
    lanes,
    messages,
    now_lines,
    way_home,
)
from coordination.web.cells import leave_tag, step_url
from coordination.web.contact_words import contact_lines
from coordination.web.homegoing_words import checklist, track_shown
from coordination.web.patient_words import municipality_name, patient_words
from coordination.web.possible_steps import nearest_step, possible_steps
from coordination.web.readmission import days_since_last_stay
from coordination.web.sip_words import meeting_words
from coordination.web.step_pages import ROOMS, STEP_PAGES
from coordination.web.waiting_words import cost
from look.templatetags.hemgang import button

ELSEWHERE = Step.ENTRY_VOIDED
"""Has no button among the others: each entry of the timeline that it may concern has a link of its own."""


@never_cache
@require_safe
def case_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case, and above it the receipt of what the reader has just sent. Messages about it are read by that."""
    by = assignment_of(request)
    try:
        opened = open_case(by, case_id)
    except CaseClosed:
        closed = closed_case(by, case_id)
        mark_read(by=by, case_id=case_id)
        return _show_closed(request, closed)
    record_look(assignment=by, case_id=case_id, what="case page")
    mark_read(by=by, case_id=case_id)
    return _show(request, opened)


@never_cache
@require_POST
def identity(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case with the whole identity number, which is logged as a look of its own."""
    opened = open_case(assignment_of(request), case_id)
    record_look(assignment=opened.by, case_id=case_id, what="identity number")
    return _show(request, opened, shows_number=True)


def _show(request: HttpRequest, opened: OpenedCase, *, shows_number: bool = False) -> HttpResponse:
    case = opened.case
    possible = possible_steps(opened)
    nearest = nearest_step(opened, possible)
    context = {
        "case": case,
        "live_url": reverse("live-case", args=[case.pk], query={"seen": case.version}),
        "patient": patient_words(opened),
        "shows_number": shows_number,
        "care_type": case.get_care_type_display(),
        "placing_municipality": case.placing_municipality_code
        and municipality_name(case.placing_municipality_code),
        "primary": nearest and _button(case.pk, nearest),
        "more": list(_menu(case.pk, set(possible) - {nearest, ELSEWHERE})),
        "receipt": _receipt(request, opened),
        "way_home": way_home(opened),
        "now_lines": list(now_lines(opened)),
        "cost": cost(opened),
        "track": track_shown(opened),
        "leave": leave_tag(case.on_leave_until, opened.now) if case.on_leave_until else "",
        "readmitted_after": days_since_last_stay(opened),
        "checklist": checklist(opened),
        "has_summary": opened.history.summary is not None,
        "meeting": meeting_words(opened),
        "has_plan": bool(sip_plans(opened.history) or care_plans(opened.history)),
        "contacts": contact_lines(opened),
        "passed_estimate": _passed_estimate(opened, possible),
        "lanes": [] if opened.has_left else lanes(opened),
        "left": _left(opened),
        "came_by_default": by_default(opened),
        "extended_notice": extended_notice(opened),
        # `messages` is Django's own name in a template.
        "messages_here": messages(opened),
        "write_url": step_url(case.pk, Step.MESSAGE_SENT) if Step.MESSAGE_SENT in possible else "",
        "events": events(opened, can_void=Step.ENTRY_VOIDED in possible),
    }
    return render(request, "coordination/case.html", context)


def _menu(case_id: UUID, steps: Collection[Step]) -> Iterator[dict[str, object]]:
    """The steps under their headings; a heading without steps is left out."""

    def shown(step: Step) -> SafeString:
        return button(STEP_PAGES[step].name, step_url(case_id, step), variant="tertiary")

    for heading, pages in ROOMS:
        if buttons := [shown(step) for step in pages if step in steps]:
            yield {"heading": heading, "buttons": buttons}


def _show_closed(request: HttpRequest, closed: ClosedCase | None) -> HttpResponse:
    """That the case was a mistake, to those who had been told of it."""
    if closed is None:
        raise CaseNotFound
    record_look(
        assignment=assignment_of(request),
        case_id=closed.case_id,
        what="cancelled case" if closed.is_cancelled else "left case",
    )
    return render(request, "coordination/closed_case.html", {"case": closed}, status=410)


def _left(opened: OpenedCase) -> dict[str, object] | None:
    """Where the patient was moved, and when, for the ward that they left."""
    if not opened.has_left:
        return None
    moved = last_transfer(opened.history)
    return moved and {"ward": moved[1].name, "at": moved[0].occurred_at}


def _passed_estimate(opened: OpenedCase, possible: Collection[Step]) -> dict[str, object] | None:
    """That the others plan for a day that has passed, and where the ward tells another."""
    case, step = opened.case, Step.ESTIMATED_DISCHARGE_CHANGED
    if opened.has_left or not has_passed_estimate(
        Status(case.status), case.estimated_discharge_at, opened.now
    ):
        return None
    return {"at": case.estimated_discharge_at, "button": _button(case.pk, step) if step in possible else None}


def _button(case_id: UUID, step: Step) -> dict[str, object]:
    return {"text": STEP_PAGES[step].name, "url": step_url(case_id, step)}


def _receipt(request: HttpRequest, opened: OpenedCase) -> dict[str, object] | None:
    """What the reader has just sent, by the event's number in the address: it can be read again, and says no names."""
    wanted = request.GET.get("receipt", "")
    own = (
        event for row, event in opened.entries if str(event.sequence) == wanted and row.by_id == opened.by.pk
    )
    event = next(own, None)
    if event is None or event.step not in STEP_PAGES:
        return None
    receivers = getattr(event.payload, "receivers", ())
    can_be_undone = event.step is Step.DISCHARGE_READY_SENT and opened.history.standing_notice is not None
    return {
        "title": STEP_PAGES[event.step].done,
        "at": event.registered_at,
        "receivers": [receiver.name for receiver in receivers],
        "undo_url": step_url(opened.case.pk, Step.DISCHARGE_READY_WITHDRAWN) if can_be_undone else "",
    }
