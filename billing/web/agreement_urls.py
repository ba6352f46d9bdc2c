"""Addresses of the texts that a month is computed by."""

from django.urls import path

from billing.web.agreement import agreement, agreements, statute
from billing.web.amendments import amendments_page, approve_amendment
from billing.web.compared_texts import compared_texts
from billing.web.consultations import consultation, consultations, withdraw
from billing.web.daily_amounts import approve_amount, daily_amounts_page
from billing.web.in_force_then import in_force_then
from billing.web.invoice_parties import (
    approve_invoice_receiver,
    approve_invoice_sender,
    invoice_receivers_page,
    invoice_sender_page,
)
from billing.web.issuing import approve_issuing, issuing_page
from billing.web.terminations import approve_termination, terminations_page

urlpatterns = [
    path("", agreements, name="agreements"),
    path("law/", statute, name="statute"),
    path("consultations/", consultations, name="consultations"),
    path("consultations/<int:change_id>/", consultation, name="consultation"),
    path("consultations/<int:change_id>/withdraw/", withdraw, name="withdraw-change"),
    path("in-force/", in_force_then, name="in-force"),
    path("compare/", compared_texts, name="compare-agreements"),
    path("daily-amounts/", daily_amounts_page, name="daily-amounts"),
    path("daily-amounts/<int:amount_id>/approve/", approve_amount, name="approve-daily-amount"),
    path("terminations/", terminations_page, name="terminations"),
    path("terminations/<int:termination_id>/approve/", approve_termination, name="approve-termination"),
    path("amendments/", amendments_page, name="amendments"),
    path("amendments/<int:amendment_id>/approve/", approve_amendment, name="approve-amendment"),
    path("invoicing/", issuing_page, name="issuing"),
    path("invoicing/<int:decision_id>/approve/", approve_issuing, name="approve-issuing"),
    path("invoice-sender/", invoice_sender_page, name="invoice-sender"),
    path("invoice-sender/<int:party_id>/approve/", approve_invoice_sender, name="approve-invoice-sender"),
    path("invoice-receivers/", invoice_receivers_page, name="invoice-receivers"),
    path(
        "invoice-receivers/<int:party_id>/approve/", approve_invoice_receiver, name="approve-invoice-receiver"
    ),
    path("<slug:slug>/", agreement, name="agreement"),
]
