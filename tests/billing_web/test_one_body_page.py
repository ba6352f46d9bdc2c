"""Gotland's page with itself says that there is nothing to bill."""

from accounts.access.roles import Role
from accounts.models import Organisation, UnitKind
from tests.billing_stored.facts import episode, store
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of, make_assignment, make_organisation, make_unit


def test_it_bills_nothing_between_gotland_and_itself_and_says_why(cast: Cast) -> None:
    gotland = make_organisation(Organisation.Kind.REGION, "Region Gotland", "09")
    office = make_unit(gotland, "Ekonomi", UnitKind.FINANCE)
    controller = client_of(make_assignment(office, Role.REGION_CONTROLLER, "Gun Gute"))
    store(episode(1, municipality="0980"), region="09")
    said = words(controller, "/months/09/0980/2027-03/")
    assert "Det finns ingenting att fakturera" in said
    assert "samma juridiska person" in said
    assert "T-1" not in said
    listed = words(controller, "/months/?month=2027-03")
    assert "Gotland 0 – – 0 kr en enda organisation: ingenting att fakturera" in listed
