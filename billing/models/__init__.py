"""What billing stores itself."""

from billing.models.daily_amount import EnteredDailyAmount

__all__ = ["EnteredDailyAmount"]
