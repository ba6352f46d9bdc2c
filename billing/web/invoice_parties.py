"""/agreements/invoice-sender/ and /invoice-receivers/: what invoices are made with, by two administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.middleware import assignment_of
from billing.actions.daily_amounts import require_regions_administrator
from billing.actions.invoice_parties import enter_invoice_receiver, enter_invoice_sender
from billing.models import InvoiceReceiver, InvoiceSender
from billing.web.entries import approve_one, entries
from billing.web.invoice_forms import InvoiceReceiverForm, InvoiceSenderForm
from billing.web.invoice_words import receiver_in_short, receiver_whole, sender_in_short, sender_whole


@require_http_methods(["GET", "HEAD", "POST"])
def invoice_sender_page(request: HttpRequest) -> HttpResponse:
    """The region's own details with who stands behind them, and a form for others."""
    by = assignment_of(request)
    require_regions_administrator(by)
    form = InvoiceSenderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        enter_invoice_sender(by=by, **form.cleaned_data)
        messages.success(request, _("It is entered. It counts when somebody else has approved it."))
        return redirect("invoice-sender")
    rows = InvoiceSender.objects.filter(organisation=by.unit.organisation).with_people().latest_first()
    context = {
        "organisation": by.unit.organisation,
        "form": form,
        "entries": entries(rows, by, "approve-invoice-sender", what=sender_in_short, note=sender_whole),
    }
    return render(request, "billing/invoice_sender.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invoice_receivers_page(request: HttpRequest) -> HttpResponse:
    """The municipalities that the region invoices, in the same way."""
    by = assignment_of(request)
    require_regions_administrator(by)
    region = by.unit.organisation.code
    form = InvoiceReceiverForm(region, request.POST if request.method == "POST" else None)
    if form.is_valid():
        enter_invoice_receiver(by=by, **form.cleaned_data)
        messages.success(request, _("It is entered. It counts when somebody else has approved it."))
        return redirect("invoice-receivers")
    rows = InvoiceReceiver.objects.filter(organisation=by.unit.organisation).with_people().latest_first()
    context = {
        "organisation": by.unit.organisation,
        "form": form,
        "entries": entries(rows, by, "approve-invoice-receiver", what=receiver_in_short, note=receiver_whole),
    }
    return render(request, "billing/invoice_receivers.html", context, status=422 if form.errors else 200)


@require_POST
def approve_invoice_sender(request: HttpRequest, party_id: int) -> HttpResponse:
    """The second person's approval: money goes where it says from now on."""
    require_regions_administrator(assignment_of(request))
    approve_one(request, InvoiceSender.objects.all(), party_id)
    return redirect("invoice-sender")


@require_POST
def approve_invoice_receiver(request: HttpRequest, party_id: int) -> HttpResponse:
    """The same of a municipality."""
    require_regions_administrator(assignment_of(request))
    approve_one(request, InvoiceReceiver.objects.all(), party_id)
    return redirect("invoice-receivers")
