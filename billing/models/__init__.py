"""What billing stores itself."""

from billing.models.amendment import SignedAmendment
from billing.models.billed_month import BilledMonth, MonthEvent
from billing.models.consultation import ConsultationAnswer, PlannedChange, Position
from billing.models.correction import Correction, CorrectionDecision
from billing.models.daily_amount import EnteredDailyAmount
from billing.models.issuing import IssuingDecision
from billing.models.statement import Statement, StatementKind, StatementSeries
from billing.models.statement_content import StatementLine, StatementPart
from billing.models.termination import EndingKind, EnteredTermination

__all__ = [
    "BilledMonth",
    "ConsultationAnswer",
    "Correction",
    "CorrectionDecision",
    "EndingKind",
    "EnteredDailyAmount",
    "EnteredTermination",
    "IssuingDecision",
    "MonthEvent",
    "PlannedChange",
    "Position",
    "SignedAmendment",
    "Statement",
    "StatementKind",
    "StatementLine",
    "StatementPart",
    "StatementSeries",
]
