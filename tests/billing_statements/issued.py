"""Halmstad's March 2027 on its way to a statement: closed, reviewed by one controller, issued by another."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from accounts.access.roles import Role
from accounts.models import Assignment
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.actions.two_people import approve
from billing.core.months import month_named
from billing.models import MonthEvent, Statement
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, make_assignment

MARCH = month_named("2027-03")
HALMSTAD: dict[str, Any] = {"region": "13", "municipality": "1380", "month": MARCH}
IN_MARCH = datetime(2027, 3, 20, 9, tzinfo=UTC)
CLOSES = datetime(2027, 4, 7, 22, tzinfo=UTC)
"""24:00 of 7 April in Sweden."""
ON_THE_8TH = datetime(2027, 4, 8, 7, tzinfo=UTC)
ON_THE_20TH = datetime(2027, 4, 20, 7, tzinfo=UTC)


def a_march(*, at: datetime = IN_MARCH) -> None:
    """Three episodes that count, of 3, 4 and 0 days, and one without a call to the SIP: 7 days, 2.5 over 4.5."""
    store(
        episode(1),
        episode(2, discharged_at=datetime(2027, 3, 7, 9)),
        episode(3, discharged_at=datetime(2027, 3, 3, 15)),
        episode(4, sip_required=True),
        at=at,
    )


def amount_of_2027(cast: Cast, kronor: str = "10000.00") -> None:
    """Entered and approved before anything is reviewed."""
    said = {"year": 2027, "kronor": Decimal(kronor), "source": "HSLF-FS 2026:99"}
    entered = enter_daily_amount(by=cast.system_administrator, at=IN_MARCH, **said)
    other = make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol")
    approve(entered, by=other, at=IN_MARCH)


def second_controller(cast: Cast) -> Assignment:
    """Who issues what the cast's controller has reviewed."""
    name = "Rolf Rosén"
    known = Assignment.objects.filter(unit=cast.region_finance, user__name=name).first()
    return known or make_assignment(cast.region_finance, Role.REGION_CONTROLLER, name)


def reviewed(cast: Cast, *, at: datetime = ON_THE_8TH, **said: Any) -> MonthEvent:
    return review_month(by=cast.region_controller, at=at, **HALMSTAD | said)


def issued(
    cast: Cast, *, reviewed_at: datetime = ON_THE_8TH, at: datetime = ON_THE_20TH, **said: Any
) -> Statement:
    """Reviewed and issued, on the agreement's day unless said."""
    reviewed(cast, at=reviewed_at, **said)
    return issue_statement(by=second_controller(cast), at=at, **HALMSTAD)


def a_statement(cast: Cast) -> Statement:
    """That of Halmstad's March."""
    a_march()
    amount_of_2027(cast)
    return issued(cast)
