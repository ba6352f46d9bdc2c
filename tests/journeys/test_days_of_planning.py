"""What primary care and the municipality do beside the ward: the SIP, the plans, what they write to each other."""

import pytest

from coordination.core.states import Step
from tests.cast import Cast
from tests.journeys.spring_of_2027 import Clock
from tests.journeys.team import Team
from tests.journeys.told_steps import tells


@pytest.fixture
def team(clock: Clock, cast: Cast) -> Team:
    """The three, on the morning of the admission."""
    return Team(cast, clock)


@tells(
    Step.SIP_REQUESTED,
    Step.SIP_CALLED,
    Step.SIP_ANSWERED,
    Step.SIP_MOVED,
    Step.SIP_PLAN_WRITTEN,
    Step.SIP_PLAN_AGREED,
    Step.SIP_FOLLOWED_UP,
    Step.SIP_CLOSED,
)
def test_it_is_planned_with_the_patient(team: Team) -> None:
    team.admits()
    _nurse, coordinator, officer = team.walkers
    team.does(officer, "Be om SIP", reason="många är inblandade")
    team.does(coordinator, "Kalla till SIP", meets_at="2027-03-04T10:00", place="https://moten.example.se/1")
    team.does(officer, "Svara på kallelsen till SIP", answer="comes")
    team.does(coordinator, "Flytta SIP-mötet", meets_at="2027-03-04T14:00", reason="krock")

    team.on("2027-03-04T15:00", coordinator, officer)
    team.does(
        coordinator,
        "Skriv SIP-planen",
        patients_words="hem till katten",
        goal_1="gå i trappan",
        what_1="gångträning",
        responsible_1="vårdcentralen",
        by_1="2027-04-01",
        follow_up_on="2027-04-05",
    )
    officer.goes(team.case_path)
    officer.follows("Läs patientens plan")
    assert "hem till katten" in officer.page.text
    team.does(officer, "Godkänn SIP-planen")

    team.goes_home("2027-03-05T10:00")
    team.on("2027-04-05T09:00", coordinator)
    team.does(coordinator, "Följ upp SIP", result="går själv till affären")
    team.does(coordinator, "Avsluta SIP", reason="målen är nådda")


@tells(Step.SIP_CALL_CANCELLED, Step.SIP_NOT_NEEDED)
def test_it_is_a_meeting_that_the_patient_declines(team: Team) -> None:
    team.admits()
    coordinator = team.coordinator
    team.does(coordinator, "Kalla till SIP", meets_at="2027-03-05T10:00", place="https://moten.example.se/1")
    team.does(coordinator, "Ställ in SIP-mötet", reason="patienten vill inte")
    team.does(
        coordinator,
        "Registrera att det inte blir någon SIP",
        reason="patient_declines",
        explanation="sade det till sjuksköterskan",
    )


@tells(Step.MESSAGE_SENT, Step.DEVIATION_REPORTED, Step.DEVIATION_FOLLOWED_UP)
def test_it_is_written_about_and_what_went_wrong_is_followed_up(cast: Cast, team: Team) -> None:
    team.admits()
    nurse, coordinator, officer = team.walkers
    ward = [str(cast.ward.pk)]
    team.does(coordinator, "Skriv meddelande", units=ward, text="nycklarna ligger i receptionen")
    nurse.goes("/inbox/")
    assert "Anna A." in nurse.page.text
    nurse.goes(team.case_path)
    assert "nycklarna ligger i receptionen" in nurse.page.text
    team.does(
        officer,
        "Rapportera avvikelse",
        units=ward,
        category="medicines_list_wrong",
        text="gammal dos i listan",
    )
    team.does(nurse, "Följ upp avvikelse", cause="fel mall", measure="ny mall på avdelningen")
    officer.goes("/deviations/")
    assert "Uppföljd" in officer.page.text


@tells(Step.CARE_PLAN_WRITTEN, Step.CARE_PLAN_ADJUSTED, Step.INPATIENT_CONTACT_APPOINTED)
def test_it_is_a_plan_for_the_court(team: Team) -> None:
    team.notifies(care_type="psychiatric")
    nurse, officer = team.nurse, team.officer
    team.on("2027-03-03T13:00", nurse, officer)
    team.does(nurse, "Utse fast vårdkontakt i slutenvården", title="sjuksköterska", phone="035-000 00 71")
    team.does(
        nurse,
        "Skriv samordnad vårdplan",
        needs_of_region="samtal",
        needs_of_municipality="boendestöd",
        decisions="boendestöd beviljat",
        attitude="vill hem",
        service_1="boendestöd",
        responsible_1="socialpsykiatrin",
    )
    team.does(officer, "Justera den samordnade vårdplanen")
    officer.follows("Läs patientens plan")
    assert "boendestöd beviljat" in officer.page.text
