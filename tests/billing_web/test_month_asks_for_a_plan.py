"""The month's page says that a joint action plan is due where the text asks for one and the average is over."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from accounts.access.roles import Role
from accounts.models import Organisation, UnitKind
from tests.billing_stored.facts import episode, store
from tests.billing_web.march import MARCH, a_march
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of, make_assignment, make_organisation, make_unit
from tests.coordination.stories import at

IN_GOTEBORG = "/months/14/1480/2027-03/"
DUE = (
    "Snittet är över riktmärket: parterna ska ta fram en gemensam åtgärdsplan, "
    "på nivån kommun, stadsdel, på initiativ av vilken part som helst."
)


@pytest.fixture
def in_mid_march() -> Iterator[None]:
    with time_machine.travel(at("2027-03-10T12:00"), tick=False):
        yield


@pytest.fixture
def controller(cast: Cast) -> Client:
    region = make_organisation(Organisation.Kind.REGION, "Västra Götalandsregionen", "14")
    finance = make_unit(region, "Ekonomi", UnitKind.FINANCE)
    return client_of(make_assignment(finance, Role.REGION_CONTROLLER, "Ville Väst"))


def went_home_on(day: int) -> None:
    """A patient of Göteborg's, ready on 3 March 2027."""
    store(episode(1, municipality="1480", discharged_at=datetime(2027, 3, day, 9)), region="14")


def test_it_says_that_a_plan_is_due_over_the_threshold_with_its_clause(controller: Client) -> None:
    went_home_on(7)
    assert f"{DUE} ( 6. Parternas ansvar )" in words(controller, IN_GOTEBORG)
    page = controller.get(IN_GOTEBORG).content.decode()
    assert 'href="/agreements/vastra-gotaland-2020/#action_plan"' in page
    assert 'id="action_plan"' in controller.get("/agreements/vastra-gotaland-2020/").content.decode()


@pytest.mark.usefixtures("in_mid_march")
@pytest.mark.parametrize(("home", "is_due"), [(7, True), (6, False)])
def test_it_foresees_a_plan_only_if_the_month_is_expected_to_end_over(
    controller: Client, home: int, is_due: bool
) -> None:
    went_home_on(home)
    said = words(controller, "/forecast/14/1480/")
    assert ("Månaden väntas sluta över riktmärket: parterna ska då ta fram" in said) is is_due
    assert ("( 6. Parternas ansvar )" in said) is is_due


def test_it_asks_for_no_plan_at_the_threshold_itself(controller: Client) -> None:
    went_home_on(6)
    said = words(controller, IN_GOTEBORG)
    assert "Snittet 3,00 dagar är precis riktmärket" in said
    assert "åtgärdsplan" not in said


def test_it_asks_for_no_plan_for_those_who_are_paid_by_themselves(controller: Client) -> None:
    went_home_on(13)
    said = words(controller, IN_GOTEBORG)
    assert "betalas för sig" in said
    assert "åtgärdsplan" not in said


def test_it_asks_for_no_plan_where_the_text_has_none(cast: Cast) -> None:
    a_march()
    said = words(client_of(cast.region_controller), MARCH)
    assert "över riktmärket 1,50" in said
    assert "åtgärdsplan" not in said
