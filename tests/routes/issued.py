"""Months of 2026 on their way to a statement, by colleagues of whom the cast knows nothing."""

from datetime import datetime

from accounts.access.roles import Role
from billing.actions.credits import propose_credit
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.core.months import month_named
from billing.models import Statement
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, make_assignment

CLOSED, REVIEWED, ISSUED, PROPOSED = "2026-09", "2026-08", "2026-07", "2026-06"
CONTESTED, ALSO_CONTESTED = "2026-05", "2026-04"
"""The months that the table names; none of them costs anything, so that no daily amount is needed."""


def statements_of_before(cast: Cast) -> dict[str, str]:
    """The numbers of what has been issued, by name for the table."""
    review = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Rita Rehn")
    issue = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Ivar Isaksson")
    numbers = {}
    for name, municipality, month in [
        ("closed", "1380", CLOSED),
        ("reviewed", "1380", REVIEWED),
        ("statement", "1380", ISSUED),
        ("proposed", "1380", PROPOSED),
        ("other_statement", "1384", ISSUED),
        ("contested", "1380", CONTESTED),
        ("contested_and_proposed", "1380", ALSO_CONTESTED),
        ("other_contested", "1384", CONTESTED),
    ]:
        home_the_same_day(f"{name}-{month}", municipality, month)
        of_month = {"region": "13", "municipality": municipality, "month": month_named(month)}
        if name != "closed":
            review_month(by=review, **of_month)
        if name not in ("closed", "reviewed"):
            numbers[name] = issue_statement(by=issue, **of_month).number
    proposed = Statement.objects.get(number=numbers["proposed"])
    propose_credit(proposed, by=review, reason="Fel uppgifter")
    return numbers


def home_the_same_day(name: str, municipality: str, month: str) -> None:
    """A care episode of the month that costs nothing."""
    at, left = datetime.fromisoformat(f"{month}-03T09:00"), datetime.fromisoformat(f"{month}-04T15:00")
    told = {
        "admitted_at": at,
        "admission_notice_at": at,
        "care_contact_at": at,
        "discharge_ready_at": left.replace(hour=9),
        "discharged_at": left,
    }
    known = left.replace(day=5).astimezone()
    store(episode(1, municipality=municipality, **told) | {"episode_id": name}, at=known)
