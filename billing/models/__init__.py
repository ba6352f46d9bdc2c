"""What billing stores itself."""

from billing.models.billed_month import BilledMonth, MonthEvent
from billing.models.daily_amount import EnteredDailyAmount
from billing.models.statement import Statement, StatementKind, StatementSeries
from billing.models.statement_content import StatementLine, StatementPart
from billing.models.termination import EndingKind, EnteredTermination

__all__ = [
    "BilledMonth",
    "EndingKind",
    "EnteredDailyAmount",
    "EnteredTermination",
    "MonthEvent",
    "Statement",
    "StatementKind",
    "StatementLine",
    "StatementPart",
    "StatementSeries",
]
