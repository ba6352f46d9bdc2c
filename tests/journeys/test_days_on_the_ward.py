"""What a nurse does, from an ordinary way home to the days when nothing goes as planned: by the pages alone."""

import pytest

from coordination.core.states import Status, Step
from coordination.models import Case
from tests.cast import Cast
from tests.coordination.correspondence import district
from tests.coordination.stories import personal_number
from tests.coordination.wards import second_nurse
from tests.journeys.spring_of_2027 import Clock
from tests.journeys.team import Team
from tests.journeys.told_steps import tells


@pytest.fixture
def team(clock: Clock, cast: Cast) -> Team:
    """The three, on the morning of the admission."""
    return Team(cast, clock)


@tells(
    Step.ADMISSION_REGISTERED,
    Step.ADMISSION_NOTICE_SENT,
    Step.NOTICE_RECEIVED,
    Step.PLANNING_BASIS_GIVEN,
    Step.CARE_CONTACT_APPOINTED,
    Step.TREATMENT_PLAN_WRITTEN,
    Step.BED_CHANGED,
    Step.CASE_OFFICER_NAMED,
    Step.TRACK_CHOSEN,
    Step.DISCHARGE_PLANNED,
    Step.ESTIMATED_DISCHARGE_CHANGED,
    Step.HOME_READY_CHECKED,
    Step.DISCHARGE_READY_SENT,
    Step.RECEPTION_DELAYED,
    Step.RECEPTION_ACCEPTED,
    Step.PATIENT_SUMMARY_GIVEN,
    Step.DISCHARGED,
    Step.DISCHARGE_INFORMATION_SENT,
    Step.DISCHARGE_CORRECTED,
)
def test_it_is_an_ordinary_way_home(team: Team) -> None:
    team.admits()
    nurse, coordinator, officer = team.walkers
    team.does(nurse, "Byt säng", bed="12:2")
    team.does(officer, "Utse ansvarig handläggare", phone="035-000 00 01")
    team.does(coordinator, "Välj spår", code="yellow")
    team.does(
        nurse,
        "Skriv utskrivningsplanering",
        remaining="säng hem",
        responsible="kommunen, på måndag",
        care_level="primary_care",
    )
    team.does(nurse, "Ändra beräknat utskrivningsdatum", estimated_discharge_at="2027-03-08T12:00")
    team.does(nurse, "Fyll i checklistan för hemgång", transport_ordered="done")

    team.is_ready("2027-03-05T13:15")
    team.does(officer, "Vi kan inte ta emot patienten än", reason="ingen plats på korttidsboendet")
    team.on("2027-03-08T09:00", officer, nurse)
    team.does(officer, "Vi kan ta emot patienten", can_receive_from="2027-03-08T14:00")
    team.does(
        nurse,
        "Skriv patientens sammanfattning",
        what_matters="min katt",
        what_happened="lunginflammation",
        what_happens_next="hemtjänsten kommer i kväll",
    )
    nurse.follows("Patientens sammanfattning, att skriva ut")
    assert "hemtjänsten kommer i kväll" in nurse.page.text
    team.goes_home("2027-03-08T14:00")
    team.does(nurse, "Rätta utskrivningen", discharged_at="2027-03-08T13:40", reason="taxin kom tidigare")
    assert Case.objects.get().status == Status.DISCHARGED


@tells(
    Step.NEED_ASSESSED,
    Step.LEAVE_BEGUN,
    Step.LEAVE_ENDED,
    Step.REGION_SERVICES_MISSING,
    Step.REGION_SERVICES_AVAILABLE,
    Step.DISCHARGE_READY_WITHDRAWN,
)
def test_it_is_a_weekend_of_leave_and_then_a_fever(team: Team) -> None:
    team.admits(needs=["social_services", "region_outpatient"])
    nurse, coordinator, _officer = team.walkers
    team.on("2027-03-04T08:00", nurse, coordinator)
    team.does(
        nurse,
        "Registrera bedömning av behov",
        needs=["social_services", "municipal_health_care", "region_outpatient"],
        physician="Love Lindgren",
        assessed_at="2027-03-04T07:45",
    )
    team.does(nurse, "Registrera permission", until="2027-03-05T10:00", note="prövar trappan")
    team.on("2027-03-05T10:00", nurse, coordinator)
    team.does(nurse, "Registrera återkomst från permission", note="gick bra")
    team.is_ready("2027-03-05T13:15")
    team.does(
        coordinator, "Rapportera att öppenvårdens insatser saknas", what="ingen tid för hemrehabilitering"
    )
    team.on("2027-03-06T09:00", nurse, coordinator)
    team.does(coordinator, "Rapportera att öppenvårdens insatser finns")
    team.does(nurse, "Återta utskrivningsklar", reason="feber i natt")
    assert Case.objects.get().status == Status.NOTIFIED


@tells(
    Step.NOTICE_EXTENDED,
    Step.NOTICE_WITHHELD,
    Step.NOT_OUR_PATIENT,
    Step.NOTICE_FORWARDED,
    Step.NOTICE_RETURNED,
    Step.RECIPIENT_REMOVED,
)
def test_it_comes_to_the_wrong_units(cast: Cast, team: Team) -> None:
    west = district(cast)
    team.notifies()
    nurse, officer, coordinator = team.nurse, team.officer, team.coordinator
    team.on("2027-03-03T13:00", nurse, officer, coordinator)
    team.does(nurse, "Skicka meddelandets utökade del", situation="bor ensam, två trappor")
    team.does(
        nurse,
        "Sekretess: ett meddelande kan inte skickas",
        notice="discharge_ready_notice",
        ground="motsätter sig",
    )
    coordinator.goes(team.case_path)
    coordinator.follows("Inte vår patient: skicka tillbaka")
    coordinator.sends({"reason": "listad på en annan vårdcentral"})
    team.does(nurse, "Fel mottagare: ta tillbaka", unit=str(cast.intake.pk), reason="fel enhet")
    nurse.goes(team.case_path)
    nurse.follows("Skicka inskrivningsmeddelande")
    nurse.sends({"municipality": str(cast.intake.pk), "outpatient": str(cast.psychiatry.pk)})
    team.does(officer, "Lämna över till en annan enhet", to=str(west.pk), stays="yes")
    officer.goes(team.case_path)
    officer.follows("Inte vår invånare: skicka tillbaka")
    officer.sends({"reason": "har flyttat till Kungsbacka", "municipality_code": "1384"})
    officer.goes(team.case_path)
    assert "Ni har skickat tillbaka meddelandet" in officer.page.text
    assert "Andersson" not in officer.page.text


@tells(
    Step.PATIENT_DETAILS_CORRECTED,
    Step.IDENTITY_CORRECTED,
    Step.CONSENT_REGISTERED,
    Step.PROTECTION_ENDED,
    Step.ENTRY_VOIDED,
    Step.WARD_TRANSFERRED,
    Step.CANCELLED,
)
def test_it_is_put_right_moved_and_never_should_have_been(cast: Cast, team: Team) -> None:
    other = second_nurse(cast)
    team.notifies()
    nurse = team.nurse
    team.does(nurse, "Registrera samtycke", consent="declined")
    team.does(
        nurse,
        "Rätta uppgifter om patienten",
        family_name="Anderson",
        reason="felstavat",
        has_protected_identity="on",
    )
    assert "Skyddad identitet" in nurse.page.text
    team.does(nurse, "Avsluta skyddad identitet", reason="Skatteverket har hävt markeringen")
    team.does(
        nurse, "Rätta identitetsnumret", identity_value=personal_number(8), fault="wrong", reason="felskrivet"
    )
    team.does(nurse, "Byt säng", bed="12:2")
    nurse.follows("Rätta: ")
    nurse.sends({"reason": "fel patient i sängen"})
    assert "Uppgiften är struken." in nurse.page.text
    team.does(nurse, "Flytta till en annan avdelning", to=str(other.unit_id))
    assert "Patienten har flyttats från er avdelning" in nurse.page.text
    colleague = team.joins(other)
    team.does(colleague, "Makulera: registrerat av misstag", reason="inskriven på fel person")
    assert Case.objects.get().status == Status.CANCELLED
