"""Corrections of Halmstad's March 2027: proposed by one, decided by another."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import Assignment
from billing.actions.corrections import decide_correction, propose_correction
from billing.core.corrections import CorrectionKind
from billing.models import Correction
from tests.billing_statements.issued import HALMSTAD, second_controller
from tests.cast import Cast

ON_THE_9TH = datetime(2027, 4, 9, 7, tzinfo=UTC)
ON_THE_10TH = datetime(2027, 4, 10, 7, tzinfo=UTC)
EVIDENCE = "Läkaren ångrade sig den dagen, se avdelningens anteckning."
LATER_READY: dict[str, Any] = {"kind": CorrectionKind.WRONG_READY_TIME, "civil_at": datetime(2027, 3, 6, 9)}
"""T-2, of four days, was ready three days later."""


def proposed(
    cast: Cast, *, by: Assignment | None = None, at: datetime = ON_THE_9TH, **said: Any
) -> Correction:
    """By the municipality unless said: that T-2 was ready later."""
    told = HALMSTAD | {"episode_id": "T-2", "evidence": EVIDENCE, "at": at}
    return propose_correction(
        by=by or cast.municipal_controller, **told | (LATER_READY if "kind" not in said else {}) | said
    )


def decided(
    cast: Cast, correction: Correction, *, accept: bool = True, at: datetime = ON_THE_10TH
) -> Correction:
    """By the region's second controller."""
    reason = "" if accept else "Anteckningen gäller en annan patient."
    return decide_correction(correction, by=second_controller(cast), accept=accept, reason=reason, at=at)
