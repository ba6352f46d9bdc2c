"""What billing stores itself."""

from billing.models.amendment import SignedAmendment
from billing.models.billed_month import BilledMonth, MonthEvent
from billing.models.consultation import ConsultationAnswer, PlannedChange, Position
from billing.models.correction import Correction, CorrectionDecision
from billing.models.daily_amount import EnteredDailyAmount
from billing.models.dispute import Dispute, DisputeEvent
from billing.models.invoice_numbers import EndpointScheme
from billing.models.invoice_parties import InvoiceReceiver, InvoiceSender, VatCategory
from billing.models.issuing import IssuingDecision
from billing.models.sending import Sending, SendingKind, SendingState
from billing.models.statement import Statement, StatementKind, StatementSeries
from billing.models.statement_content import StatementLine, StatementPart
from billing.models.termination import EndingKind, EnteredTermination

__all__ = [
    "BilledMonth",
    "ConsultationAnswer",
    "Correction",
    "CorrectionDecision",
    "Dispute",
    "DisputeEvent",
    "EndingKind",
    "EndpointScheme",
    "EnteredDailyAmount",
    "EnteredTermination",
    "InvoiceReceiver",
    "InvoiceSender",
    "IssuingDecision",
    "MonthEvent",
    "PlannedChange",
    "Position",
    "Sending",
    "SendingKind",
    "SendingState",
    "SignedAmendment",
    "Statement",
    "StatementKind",
    "StatementLine",
    "StatementPart",
    "StatementSeries",
    "VatCategory",
]
