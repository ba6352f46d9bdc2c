"""A month in which the text changes is one statement of two parts, each by its own text."""

from datetime import date, datetime
from decimal import Decimal

from accounts.access.roles import Role
from accounts.models import Organisation, UnitKind
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.actions.terminations import enter_termination
from billing.actions.two_people import approve
from billing.models import EndingKind
from billing.statements.recomputing import verdict
from billing.statements.stored import content_of
from tests.billing_statements.issued import IN_MARCH, MARCH, ON_THE_8TH
from tests.billing_stored.facts import episode, store
from tests.billing_stored.test_terminations import administrators
from tests.cast import Cast, make_assignment, make_unit

GOTEBORG = {"region": "14", "municipality": "1480", "month": MARCH}


def test_it_is_one_number_with_what_each_text_makes_of_its_days(cast: Cast) -> None:
    first, second = administrators(Organisation.Kind.REGION, "Västra Götalandsregionen", "14")
    said = {"year": 2027, "kronor": Decimal(10_000), "source": "HSLF-FS 2026:99"}
    approve(enter_daily_amount(by=first, at=IN_MARCH, **said), by=second, at=IN_MARCH)
    ended = enter_termination(
        by=first,
        agreement="vastra-gotaland-2020",
        kind=EndingKind.MAIN_AGREEMENT,
        day=date(2027, 3, 14),
        source="Beslut",
        at=IN_MARCH,
    )
    approve(ended, by=second, at=IN_MARCH)
    # Ten days by the agreement, of which seven are paid; by the statute twelve from the 4th, of which nine are.
    of_days = {"municipality": "1480"}
    store(episode(1, **of_days, discharged_at=datetime(2027, 3, 13, 9)), region="14", at=IN_MARCH)
    store(episode(2, **of_days, discharged_at=datetime(2027, 3, 16, 9)), region="14", at=IN_MARCH)

    office = make_unit(first.unit.organisation, "Ekonomi", UnitKind.FINANCE)
    reviews, issues = (
        make_assignment(office, Role.REGION_CONTROLLER, who) for who in ("Rea Ros", "Rune Ros")
    )
    review_month(by=reviews, at=ON_THE_8TH, **GOTEBORG)
    statement = issue_statement(by=issues, at=ON_THE_8TH, **GOTEBORG)

    parts = content_of(statement).parts
    assert [(part.agreement, part.individual_days, part.amount) for part in parts] == [
        ("statute-2018", 9, Decimal(90_000)),
        ("vastra-gotaland-2020", 7, Decimal(70_000)),
    ]
    assert (statement.number, statement.amount) == ("14-2027-0001", Decimal(160_000))
    assert verdict(statement).is_same_again
