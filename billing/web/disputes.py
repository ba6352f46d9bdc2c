"""Disputes: a statement is contested on its own page; what the parties do about it is on the dispute's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.errors import DomainError
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.access import record_look_at_statement
from billing.actions import disputes as actions
from billing.core.dispute_life import Outcome
from billing.models import Dispute
from billing.web.dispute_forms import ContestForm, DecisionProposalForm, LogForm
from billing.web.dispute_page import DisputePage
from billing.web.statements import own_statement, statement_page


@require_POST
def contest(request: HttpRequest, number: str) -> HttpResponse:
    """The municipality contests lines of the statement, or all of it."""
    by = assignment_of(request)
    found = own_statement(by, number)
    require(by, Permission.CONTEST_STATEMENT)
    form = ContestForm(request.POST)
    if form.is_valid():
        try:
            made = actions.open_dispute(found, by=by, **form.cleaned_data)
        except DomainError as refused:
            form.add_error("episodes", refused.message)
        else:
            messages.success(
                request, _("The statement is contested. What you do not contest is still to be paid.")
            )
            return redirect("dispute", made.pk)
    return statement_page(request, by, found, contest=form)


@require_safe
def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """One dispute, with its log and forms for what the reader may do."""
    reader = assignment_of(request)
    return _page(request, reader, _own(reader, number))


def _own(reader: Assignment, number: int) -> Dispute:
    """One of the reader's organisation; another's is not there to be found (404)."""
    require(reader, Permission.READ_MONTH)
    return get_object_or_404(Dispute.objects.visible_to(reader).select_related("statement"), pk=number)


def _page(
    request: HttpRequest,
    reader: Assignment,
    found: Dispute,
    *,
    log: LogForm | None = None,
    decision: DecisionProposalForm | None = None,
) -> HttpResponse:
    record_look_at_statement(reader, found.statement.number, what="dispute page")
    context = {
        "page": DisputePage(found, reader),
        "log": log or LogForm(),
        "decision": decision or DecisionProposalForm(),
    }
    return render(request, "billing/dispute.html", context, status=422 if log or decision else 200)


Action = Callable[..., Any]

BUTTONS: dict[str, tuple[Permission, Action, Promise]] = {
    "analysis": (
        Permission.CONTEST_STATEMENT,
        actions.start_analysis,
        gettext_lazy("The joint analysis has begun."),
    ),
    "escalate": (
        Permission.TAKE_PART_IN_DISPUTE,
        actions.escalate,
        gettext_lazy("The dispute is taken to the next level."),
    ),
    "withdraw": (
        Permission.CONTEST_STATEMENT,
        actions.withdraw_dispute,
        gettext_lazy("The statement is contested no more."),
    ),
    "decide": (Permission.DECIDE_DISPUTE, actions.decide_dispute, gettext_lazy("The dispute is decided.")),
}
"""The steps that need no more than a button."""


@require_POST
def press(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Takes one of `BUTTONS`."""
    by = assignment_of(request)
    found = _own(by, number)
    permission, action, said = BUTTONS[step]
    require(by, permission)
    action(found, by=by)
    messages.success(request, str(said))
    return redirect("dispute", number)


@require_POST
def note(request: HttpRequest, number: int) -> HttpResponse:
    """A line of the log."""
    by = assignment_of(request)
    found = _own(by, number)
    require(by, Permission.TAKE_PART_IN_DISPUTE)
    form = LogForm(request.POST)
    if not form.is_valid():
        return _page(request, by, found, log=form)
    actions.note(found, by=by, text=form.cleaned_data["text"])
    messages.success(request, _("It stands in the log, and the other party is told."))
    return redirect("dispute", number)


@require_POST
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """A decision that waits for a second person."""
    by = assignment_of(request)
    found = _own(by, number)
    require(by, Permission.DECIDE_DISPUTE)
    form = DecisionProposalForm(request.POST)
    if not form.is_valid():
        return _page(request, by, found, decision=form)
    outcome = Outcome(form.cleaned_data["outcome"])
    actions.propose_decision(found, by=by, outcome=outcome, reason=form.cleaned_data["reason"])
    messages.success(request, _("The proposal waits for somebody else at the region."))
    return redirect("dispute", number)
