"""The months that a correction changes, locked, and still open for it."""

from collections.abc import Iterable
from datetime import datetime

from billing.actions.month_life import close_if_due, locked_month
from billing.core.corrections_until import CorrectionsUntil, may_be_corrected
from billing.core.month_life import MonthStatus
from billing.core.months import month_name
from billing.errors import CorrectionTooLate
from billing.models import Correction
from billing.months.dates import month_dates, texts_between

Key = tuple[str, str, int]
"""Region, municipality and month."""


def lock_months_to_correct(months: Iterable[Key], now: datetime) -> None:
    """Locks them in their order until the transaction ends; `CorrectionTooLate` where one has come too far."""
    for region, municipality, month in sorted(months):
        row, texts = locked_month(region, municipality, month), texts_between(region, municipality, month)
        close_if_due(row, month_dates(texts, month), now)
        status = MonthStatus(row.status)
        for text in texts:
            if not may_be_corrected(status, CorrectionsUntil(text.terms["corrections_until"].value)):
                raise CorrectionTooLate(month=month_name(month), status=status.value)


def corrections_that_wait(region: str, municipality: str, month: int) -> int:
    """How many proposals of the month nobody has decided on."""
    return Correction.objects.of_month(region, municipality, month).waiting().count()


def corrected_since(region: str, municipality: str, month: int, at: datetime) -> bool:
    """Whether something has been decided that the figures of then do not have."""
    accepted = Correction.objects.of_month(region, municipality, month).filter(
        decision=Correction.Decision.ACCEPTED, decided_at__gt=at
    )
    return accepted.exists()
