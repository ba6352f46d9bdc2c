"""From a patient's admission to the municipality's bill, by nothing but the pages of five people."""

import pytest

from accounts.access.roles import Role
from coordination.core.states import Status
from coordination.models import Case
from tests.billing_web.march import amount_of_2027
from tests.cast import Cast, make_assignment
from tests.journeys.spring_of_2027 import MONTH, Clock
from tests.journeys.team import Team


@pytest.fixture
def team(clock: Clock, cast: Cast) -> Team:
    """The three, on the morning of the admission."""
    amount_of_2027(cast)
    return Team(cast, clock)


def reads_the_month(team: Team, cast: Cast) -> list[str]:
    """What the region's and the municipality's controllers read of March in April, each coming from their own list."""
    team.on("2027-04-02T09:00")
    read = []
    for who, link in [(cast.region_controller, "Halmstad"), (cast.municipal_controller, "Mars 2027")]:
        controller = team.joins(who)
        controller.follows(link)
        assert controller.path == MONTH
        read.append(controller.page.text)
    return read


def test_it_bills_the_days_of_waiting(cast: Cast, team: Team) -> None:
    team.admits()
    assert "Biståndsenheten" in team.nurse.page.text
    assert "Andersbergs vårdcentral" in team.nurse.page.text
    team.is_ready("2027-03-05T13:15")
    team.calls_to_sip("2027-03-05T15:00", meets_at="2027-03-06T10:00")

    # The municipality has no place yet; on Monday it has one from the day after.
    officer = team.officer
    officer.goes(team.case_path)
    officer.follows("Vi kan inte ta emot")
    officer.sends({"reason": "Ingen plats på korttidsboendet"})
    assert "Svaret är skickat: ni kan inte ta emot patienten än." in officer.page.text
    team.on("2027-03-08T09:00", officer)
    officer.follows("Svara")
    officer.sends({"can_receive_from": "2027-03-09T10:00"})
    assert "Svaret är skickat: ni kan ta emot patienten." in officer.page.text

    team.goes_home("2027-03-09T10:00")
    assert Case.objects.get().status == Status.DISCHARGED
    team.on("2027-03-09T10:05", team.coordinator, officer)
    for walker in (team.nurse, team.coordinator, officer):
        walker.goes("/")
        assert "Inget väntar på dig" in walker.page.text

    # Day zero is the 5th: the 6th, 7th, 8th and 9th count. 4 - 1.5 = 2.5 days at 12 500 kronor.
    for words in reads_the_month(team, cast):
        assert "31 250 kr Snittet 4,00 dagar är 2,50 över riktmärket 1,50, för 1 vårdtillfälle." in words
        assert "((4,00 − 1,50) × 1) × 12 500 kr = 31 250 kr" in words
        assert "5/3 13.15 9/3 10.00 4 i snittet Dag noll är 5/3." in words
        assert "Andersson" not in words


def test_it_becomes_a_statement_that_is_paid(cast: Cast, team: Team) -> None:
    team.admits()
    team.is_ready("2027-03-05T13:15")
    team.calls_to_sip("2027-03-05T15:00", meets_at="2027-03-06T10:00")
    team.goes_home("2027-03-09T10:00")

    # Registrations close by the clock, at the end of the 7th; until then nobody can review.
    team.on("2027-04-07T23:00")
    reviews = team.joins(cast.region_controller)
    reviews.goes(MONTH)
    reviews.follows("Vad ett underlag för månaden säger")
    assert "Månaden kan granskas från 8 april 2027." in reviews.page.text
    team.on("2027-04-08T09:00", reviews)
    reviews.goes(f"{MONTH}statement/")
    reviews.clicks("Granska månaden")
    assert "Månaden är granskad." in reviews.page.text
    assert "Ge ut underlaget" not in reviews.page.text

    # Another one at the region issues it on the day of the agreement.
    team.on("2027-04-20T09:00")
    issues = team.joins(make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Rolf Rosén"))
    issues.goes(f"{MONTH}statement/")
    issues.clicks("Ge ut underlaget")
    assert issues.path == "/statements/13-2027-0001/"

    payer = team.joins(cast.municipal_controller)
    payer.follows("Underlag")
    payer.follows("13-2027-0001")
    words = payer.page.text
    assert "31 250 kr" in words
    assert "5/3 13.15 9/3 10.00 4 i snittet" in words
    assert "Andersson" not in words
    payer.clicks("Vi har sett underlaget")
    assert "Regionen ser nu att ni har sett underlaget." in payer.page.text

    team.on("2027-05-03T09:00", issues, payer)
    issues.goes("/statements/13-2027-0001/")
    issues.sends({"day": "2027-04-30"}, to="/statements/13-2027-0001/pay/")
    assert "Betalningen är registrerad." in issues.page.text
    payer.goes(MONTH)
    assert "Betald" in payer.page.text
    assert "30 april 2027" in payer.page.text


def test_it_bills_nothing_where_nobody_called_to_a_sip(cast: Cast, team: Team) -> None:
    team.admits()
    team.is_ready("2027-03-05T13:15")
    team.goes_home("2027-03-09T10:00")

    for words in reads_the_month(team, cast):
        assert "5/3 13.15 9/3 10.00 – inte med Den fasta vårdkontakten kallade inte" in words
        assert "LUS 5 kap. 3 §" in words
        assert "0 kr" in words
        assert "12 500 kr =" not in words


def test_it_counts_from_the_notice_that_stands(cast: Cast, team: Team) -> None:
    team.admits()
    team.is_ready("2027-03-05T13:15")
    team.calls_to_sip("2027-03-05T15:00", meets_at="2027-03-06T10:00")
    team.on("2027-03-06T08:00", team.nurse)
    team.nurse.goes(team.case_path)
    team.nurse.follows("Återta utskrivningsklar")
    team.nurse.sends({"reason": "Feber i natt"})
    assert Case.objects.get().status == Status.NOTIFIED

    team.is_ready("2027-03-08T13:15")
    team.goes_home("2027-03-10T10:00")

    # Day zero is the 8th: the 9th and the 10th count, and those before the fever do not. 2 - 1.5 = 0.5 days.
    for words in reads_the_month(team, cast):
        assert "8/3 13.15 10/3 10.00 2 i snittet Dag noll är 8/3." in words
        assert "((2,00 − 1,50) × 1) × 12 500 kr = 6 250 kr" in words


def test_it_does_not_count_days_when_the_regions_own_services_were_missing(cast: Cast, team: Team) -> None:
    team.admits()
    team.is_ready("2027-03-05T13:15")
    team.calls_to_sip("2027-03-05T15:00", meets_at="2027-03-06T10:00")
    officer = team.officer
    team.on("2027-03-06T09:00", officer)
    officer.goes(team.case_path)
    officer.follows("Rapportera att öppenvårdens insatser saknas")
    officer.sends({"what": "Hemrehabiliteringen har ingen tid"})
    team.on("2027-03-07T16:00", team.coordinator)
    team.coordinator.goes(team.case_path)
    team.coordinator.follows("Rapportera att öppenvårdens insatser finns")
    team.coordinator.sends({})

    team.goes_home("2027-03-09T10:00")

    # Of the 6th to the 9th, the 6th and the 7th are left out: 2 days, 0.5 over the threshold.
    for words in reads_the_month(team, cast):
        assert "5/3 13.15 9/3 10.00 2 i snittet Dag noll är 5/3." in words
        assert "2 dagar räknas bort: regionens öppna vård saknades. ( LUS 5 kap. 5 § )" in words
        assert "((2,00 − 1,50) × 1) × 12 500 kr = 6 250 kr" in words
