"""The whole demo world, stored at once or not at all."""

from collections.abc import Callable, Collection
from datetime import timedelta

from django.db import transaction

from accounts.models import Organisation, User
from config.demo.amounts import KRONOR, make_daily_amounts
from config.demo.clock import Clock
from config.demo.engine import make_engine
from config.demo.finished_year import record_finished_year
from config.demo.invoicing import make_invoice_details
from config.demo.issued_months import issue_months
from config.demo.open_cases import make_open_cases
from config.demo.organisations import make_organisations
from config.demo.people import SIGN_IN_PEOPLE, make_people
from config.demo.places import HALLAND, REGIONS, Region, place_of

SINCE = timedelta(days=2 * 365)


class NotEmpty(Exception):
    """Somebody else's organisations are in the database: no invented people go in among them."""


def is_loaded() -> bool:
    """Whether the demo world is here; raises `NotEmpty` when another one is."""
    if User.objects.filter(is_demo=True).exists():
        return True
    if Organisation.objects.exists():
        raise NotEmpty
    return False


@transaction.atomic
def load_world(clock: Clock, say: Callable[[str], None], *, told_of: Collection[Region] = REGIONS) -> None:
    """Stores the world as seen from the clock's now, and says how far it has come.

    The year is told of all regions unless fewer are asked for, which is quicker.
    """
    units = make_organisations()
    say(f"{len({unit.organisation_id for unit in units.values()})} organisations with {len(units)} units")
    acting = make_people(units, since=clock.now - SINCE)
    say(f"{len(SIGN_IN_PEOPLE)} people to sign in as, and their colleagues")
    make_daily_amounts(units[f"administration {HALLAND}"], clock)
    say(f"an invented daily amount of {KRONOR} kr")
    make_invoice_details(units[f"administration {HALLAND}"], clock)
    make_engine(units)
    for region in told_of:
        stored = record_finished_year(region, clock)
        say(f"{stored} finished stays around {place_of(region.main_town).name}")
    if any(region.code == HALLAND for region in told_of):
        say(f"{issue_months(units, clock)} statements and credit notes")
    say(f"{make_open_cases(acting, clock)} cases that wait for somebody, or have just been closed")
