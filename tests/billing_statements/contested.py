"""Halmstad's March 2027, issued and contested."""

from datetime import UTC, datetime
from typing import Any

from billing.actions.disputes import decide_dispute, open_dispute, propose_decision
from billing.core.dispute_life import Outcome
from billing.models import Dispute, Statement
from tests.billing_statements.issued import a_statement, second_controller
from tests.cast import Cast

ON_THE_22ND = datetime(2027, 4, 22, 7, tzinfo=UTC)
IN_MAY = datetime(2027, 5, 10, 7, tzinfo=UTC)
REASON = "Kommunen fick inget besked om de sista dagarna."


def contested(cast: Cast, *, episodes: tuple[str, ...] = ("T-2",), **said: Any) -> Dispute:
    """T-2, of four days, unless said: without it the month costs nothing."""
    statement = said.pop("statement", None) or a_statement(cast)
    by = said.pop("by", cast.municipal_controller)
    return open_dispute(statement, by=by, episodes=episodes, reason=REASON, at=ON_THE_22ND, **said)


def decided(cast: Cast, dispute: Dispute, outcome: Outcome) -> Dispute:
    """By two of the region's controllers."""
    propose_decision(
        dispute, by=cast.region_controller, outcome=outcome, reason="Loggen visar det.", at=IN_MAY
    )
    decide_dispute(dispute, by=second_controller(cast), at=IN_MAY)
    dispute.refresh_from_db()
    return dispute


def statement_of(dispute: Dispute) -> Statement:
    """The statement as a list shows it."""
    return Statement.objects.with_standing().get(pk=dispute.statement_id)
