"""Halmstad's March 2027 as its page is tested with: an average over the threshold, one not counted, one warned of."""

from datetime import datetime, timedelta
from decimal import Decimal

from accounts.access.roles import Role
from accounts.models import Assignment
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.two_people import approve
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, make_assignment

MARCH = "/months/13/1380/2027-03/"
READY = datetime(2027, 3, 3, 13, 15)


def a_march() -> None:
    """Four episodes that count, of 3, 0, 2 and 4 days, and one that does not."""
    store(
        episode(1),
        episode(2, discharged_at=datetime(2027, 3, 3, 15)),
        episode(3, discharged_at=datetime(2027, 3, 5, 9), admission_notice_at=datetime(2027, 3, 3, 9)),
        episode(
            4,
            discharged_at=datetime(2027, 3, 9, 9),
            region_unavailable_from=datetime(2027, 3, 5, 9),
            region_unavailable_to=datetime(2027, 3, 6, 9),
        ),
        episode(5, sip_required=True),
    )


def many_episodes(count: int) -> None:
    """Episodes of many lengths in Halmstad's March."""
    store(*(episode(100 + at, discharged_at=READY + timedelta(hours=at % 300)) for at in range(count)))


def amount_of_2027(cast: Cast, kronor: str = "12500") -> None:
    """The year's daily amount, entered by one administrator of the region and approved by another."""
    amount_in(cast.system_administrator, kronor)


def amount_in(administrator: Assignment, kronor: str = "12500") -> None:
    """The same for the administrator's region."""
    entered = enter_daily_amount(
        by=administrator, year=2027, kronor=Decimal(kronor), source="HSLF-FS 2026:99"
    )
    approve(entered, by=make_assignment(administrator.unit, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol"))
