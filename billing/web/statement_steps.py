"""What the two sides do about a statement, each by a form of its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.payments import register_payment
from billing.actions.statements import acknowledge_statement
from billing.errors import PaidOnImpossibleDay, PersonalNumberSaid
from billing.web.statement_forms import CreditForm, PaymentForm
from billing.web.statements import own_statement, statement_page


@require_POST
def acknowledge(request: HttpRequest, number: str) -> HttpResponse:
    """The municipality has seen it."""
    by = assignment_of(request)
    acknowledge_statement(own_statement(by, number), by=by)
    messages.success(request, _("The region can see that you have seen the statement."))
    return redirect("statement", number)


@require_POST
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """The money has come."""
    by = assignment_of(request)
    found = own_statement(by, number)
    require(by, Permission.REGISTER_PAYMENT)
    form = PaymentForm(request.POST)
    if form.is_valid():
        try:
            register_payment(found, by=by, **form.cleaned_data)
        except PaidOnImpossibleDay as impossible:
            form.add_error("day", impossible.message)
        else:
            messages.success(request, _("The payment is registered."))
            return redirect("statement", number)
    return statement_page(request, by, found, payment=form)


@require_POST
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """A credit note that waits for a second person."""
    by = assignment_of(request)
    found = own_statement(by, number)
    require(by, Permission.CREDIT_STATEMENT)
    form = CreditForm(request.POST)
    if not form.is_valid():
        return statement_page(request, by, found, credit=form)
    try:
        propose_credit(found, by=by, reason=form.cleaned_data["reason"])
    except PersonalNumberSaid as refused:
        form.add_error("reason", refused.message)
        return statement_page(request, by, found, credit=form)
    messages.success(request, _("The proposal waits for somebody else at the region."))
    return redirect("statement", number)


@require_POST
def credit(request: HttpRequest, number: str) -> HttpResponse:
    """The second person issues it."""
    by = assignment_of(request)
    note = credit_statement(own_statement(by, number), by=by)
    messages.success(request, _("The statement is credited. Review the month to issue another."))
    return redirect("statement", note.number)
