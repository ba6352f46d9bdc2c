"""Addresses of months, and of what they are computed with, under /api/v1/."""

from django.urls import path

import billing.statements.in_address  # noqa: F401  # what a number is in an address
from billing.api.all_months import IssueAll, ReviewAll
from billing.api.amendments import AmendmentApproval, Amendments
from billing.api.consultations import (
    Consultation,
    ConsultationAnswers,
    Consultations,
    ConsultationWithdrawal,
)
from billing.api.corrections import (
    CorrectionCatalogue,
    CorrectionDecisionMade,
    CorrectionsOfMonth,
    CorrectionUndoing,
    CorrectionWhole,
    CorrectionWithdrawal,
)
from billing.api.disputes import (
    Contest,
    DisputeAnalysis,
    DisputeDecision,
    DisputeDecisionProposal,
    DisputeEscalation,
    DisputeNote,
    Disputes,
    DisputeWhole,
    DisputeWithdrawal,
)
from billing.api.drafts import DraftOfMonth, Issue, Review
from billing.api.entries import DailyAmountApproval, DailyAmounts, TerminationApproval, Terminations
from billing.api.follow_up import FollowUp
from billing.api.follow_up_reports import REPORT_VIEWS
from billing.api.forecasts import ForecastList, ForecastWhole
from billing.api.invoice_parties import (
    InvoiceReceiverApproval,
    InvoiceReceivers,
    InvoiceSenderApproval,
    InvoiceSenders,
)
from billing.api.issuing import IssuingApproval, IssuingDecisions
from billing.api.months import MonthList, MonthWhole
from billing.api.sendings import SendAgain, Sendings
from billing.api.statement_files import FILE_VIEWS
from billing.api.statements import (
    Acknowledgement,
    Credit,
    CreditProposal,
    Payment,
    Statements,
    StatementWhole,
)
from billing.api.texts import InForce, Text, Texts
from billing.api.what_if import WhatIfAnswer

MONTH = "months/<str:region>/<str:municipality>/<month:month>"
CORRECTION = "corrections/<int:number>"
DISPUTE = "disputes/<int:number>"
STATEMENT = "statements/<statement:number>"
REPORT = "<slug:slug>/<int:number>/<month:month>/report"

urlpatterns = [
    path("months/", MonthList.as_view(), name="api-months"),
    path("months/all/<month:month>/review/", ReviewAll.as_view(), name="api-review-all"),
    path("months/all/<month:month>/issue/", IssueAll.as_view(), name="api-issue-all"),
    path(f"{MONTH}/", MonthWhole.as_view(), name="api-month"),
    path(f"{MONTH}/statement/", DraftOfMonth.as_view(), name="api-draft"),
    path(f"{MONTH}/review/", Review.as_view(), name="api-review"),
    path(f"{MONTH}/issue/", Issue.as_view(), name="api-issue"),
    path("forecasts/", ForecastList.as_view(), name="api-forecasts"),
    path("forecasts/<str:region>/<str:municipality>/", ForecastWhole.as_view(), name="api-forecast"),
    path(f"{MONTH}/corrections/", CorrectionsOfMonth.as_view(), name="api-corrections"),
    path("corrections/catalogue/", CorrectionCatalogue.as_view(), name="api-correction-catalogue"),
    path(f"{CORRECTION}/", CorrectionWhole.as_view(), name="api-correction"),
    path(f"{CORRECTION}/decide/", CorrectionDecisionMade.as_view(), name="api-decide-correction"),
    path(f"{CORRECTION}/withdraw/", CorrectionWithdrawal.as_view(), name="api-withdraw-correction"),
    path(f"{CORRECTION}/undo/", CorrectionUndoing.as_view(), name="api-undo-correction"),
    path("what-if/", WhatIfAnswer.as_view(), name="api-what-if"),
    path("follow-up/", FollowUp.as_view(), name="api-follow-up"),
    *(
        path(f"follow-up/{REPORT}.{one.name}", view.as_view(), name=f"api-follow-up-report-{one.name}")
        for one, view in REPORT_VIEWS
    ),
    path("statements/", Statements.as_view(), name="api-statements"),
    path(f"{STATEMENT}/", StatementWhole.as_view(), name="api-statement"),
    path(f"{STATEMENT}/acknowledge/", Acknowledgement.as_view(), name="api-acknowledge-statement"),
    path(f"{STATEMENT}/pay/", Payment.as_view(), name="api-pay-statement"),
    path(f"{STATEMENT}/propose-credit/", CreditProposal.as_view(), name="api-propose-credit"),
    path(f"{STATEMENT}/credit/", Credit.as_view(), name="api-credit-statement"),
    path("sendings/", Sendings.as_view(), name="api-sendings"),
    path(f"{STATEMENT}/send/", SendAgain.as_view(), name="api-send-statement"),
    path("agreements/", Texts.as_view(), name="api-agreements"),
    path("agreements/in-force/", InForce.as_view(), name="api-in-force"),
    path("agreements/<slug:slug>/", Text.as_view(), name="api-agreement"),
    *(path(f"{STATEMENT}/{one.name}", view.as_view(), name=f"api-{one.route}") for one, view in FILE_VIEWS),
    path(f"{STATEMENT}/contest/", Contest.as_view(), name="api-contest-statement"),
    path("disputes/", Disputes.as_view(), name="api-disputes"),
    path(f"{DISPUTE}/", DisputeWhole.as_view(), name="api-dispute"),
    path(f"{DISPUTE}/note/", DisputeNote.as_view(), name="api-note-in-dispute"),
    path(f"{DISPUTE}/analysis/", DisputeAnalysis.as_view(), name="api-analysis-dispute"),
    path(f"{DISPUTE}/escalate/", DisputeEscalation.as_view(), name="api-escalate-dispute"),
    path(f"{DISPUTE}/withdraw/", DisputeWithdrawal.as_view(), name="api-withdraw-dispute"),
    path(f"{DISPUTE}/propose/", DisputeDecisionProposal.as_view(), name="api-propose-dispute-decision"),
    path(f"{DISPUTE}/decide/", DisputeDecision.as_view(), name="api-decide-dispute"),
    path("daily-amounts/", DailyAmounts.as_view(), name="api-daily-amounts"),
    path(
        "daily-amounts/<int:amount_id>/approve/",
        DailyAmountApproval.as_view(),
        name="api-approve-daily-amount",
    ),
    path("terminations/", Terminations.as_view(), name="api-terminations"),
    path(
        "terminations/<int:termination_id>/approve/",
        TerminationApproval.as_view(),
        name="api-approve-termination",
    ),
    path("amendments/", Amendments.as_view(), name="api-amendments"),
    path("amendments/<int:amendment_id>/approve/", AmendmentApproval.as_view(), name="api-approve-amendment"),
    path("invoicing/", IssuingDecisions.as_view(), name="api-issuing"),
    path("invoicing/<int:decision_id>/approve/", IssuingApproval.as_view(), name="api-approve-issuing"),
    path("consultations/", Consultations.as_view(), name="api-consultations"),
    path("consultations/<int:change_id>/", Consultation.as_view(), name="api-consultation"),
    path("consultations/<int:change_id>/answers/", ConsultationAnswers.as_view(), name="api-answer-change"),
    path(
        "consultations/<int:change_id>/withdraw/",
        ConsultationWithdrawal.as_view(),
        name="api-withdraw-change",
    ),
    path("invoice-senders/", InvoiceSenders.as_view(), name="api-invoice-senders"),
    path(
        "invoice-senders/<int:party_id>/approve/",
        InvoiceSenderApproval.as_view(),
        name="api-approve-invoice-sender",
    ),
    path("invoice-receivers/", InvoiceReceivers.as_view(), name="api-invoice-receivers"),
    path(
        "invoice-receivers/<int:party_id>/approve/",
        InvoiceReceiverApproval.as_view(),
        name="api-approve-invoice-receiver",
    ),
]
