"""Statements of 2026 that are contested: one, one that waits for a decision, and one of another municipality."""

from accounts.access.roles import Role
from billing.actions.disputes import open_dispute, propose_decision
from billing.core.dispute_life import Outcome
from billing.core.months import month_named
from billing.models import Statement
from tests.cast import Cast, make_assignment
from tests.routes.issued import ALSO_CONTESTED, CONTESTED


def disputes_of_before(cast: Cast) -> dict[str, int]:
    """Their numbers, by name for the table."""
    halmstad = make_assignment(cast.municipal_finance, Role.MUNICIPAL_CONTROLLER, "Moa Mild")
    kungsbacka = make_assignment(cast.stranger_finance, Role.MUNICIPAL_CONTROLLER, "Kaj Kvist")
    region = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Ragna Rim")
    numbers = {}
    for name, code, month, by in [
        ("dispute", "1380", CONTESTED, halmstad),
        ("to_decide", "1380", ALSO_CONTESTED, halmstad),
        ("other_dispute", "1384", CONTESTED, kungsbacka),
    ]:
        statement = Statement.objects.get(municipality_code=code, month=month_named(month))
        dispute = open_dispute(statement, by=by, episodes=[], reason="Fel dagar")
        numbers[name] = dispute.pk
        if name == "to_decide":
            propose_decision(dispute, by=region, outcome=Outcome.REJECTED, reason="Rätt dagar")
    return numbers
