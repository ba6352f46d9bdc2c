"""What billing stores itself."""

from billing.models.daily_amount import EnteredDailyAmount
from billing.models.termination import EndingKind, EnteredTermination

__all__ = ["EndingKind", "EnteredDailyAmount", "EnteredTermination"]
