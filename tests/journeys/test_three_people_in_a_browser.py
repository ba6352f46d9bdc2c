"""The way home in a real browser: three people of three organisations, each in a window of their own, then the bill."""

import pytest
from playwright.sync_api import expect

from accounts.models import Assignment
from coordination.core.states import Status
from coordination.models import Case
from tests.billing_web.march import amount_of_2027
from tests.browser import OpenBrowser
from tests.cast import Cast
from tests.coordination_web.admission import NUMBER
from tests.journeys.browser_people import Person, PersonWithKeyboard
from tests.journeys.spring_of_2027 import MONTH, Clock, civil

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("kind", "scripts"),
    [(Person, True), (Person, False), (PersonWithKeyboard, True), (PersonWithKeyboard, False)],
    ids=["with scripts", "without scripts", "by keyboard alone", "by keyboard alone and without scripts"],
)
def test_it_goes_from_admission_to_the_bill(
    clock: Clock, cast: Cast, open_browser: OpenBrowser, kind: type[Person], *, scripts: bool
) -> None:
    def comes(who: Assignment) -> Person:
        person = kind(open_browser(scripts=scripts), who)
        person.signs_in()
        return person

    amount_of_2027(cast)
    nurse, coordinator, officer = (comes(who) for who in (cast.nurse, cast.coordinator, cast.case_officer))
    _admits(nurse)
    clock.move_to(civil("2027-03-03T13:00"))
    _acknowledge(officer, coordinator)
    _tells_what_they_know(officer, coordinator)
    _appoints_herself(coordinator)
    nurse.signs_in()
    _writes_treatment_plan(nurse)

    clock.move_to(civil("2027-03-05T13:15"))
    for person in (nurse, coordinator, officer):
        person.signs_in()
    _sends_discharge_ready(nurse)
    _acknowledge(officer, coordinator)
    _calls_to_sip(coordinator)
    officer.goes_to_the_list()
    officer.clicks("Svara")
    officer.sets_clock("Kan ta emot från", "2027-03-09T10:00")
    officer.clicks("Skicka svar")
    officer.is_told("Svaret är skickat: ni kan ta emot patienten.")

    clock.move_to(civil("2027-03-09T10:00"))
    nurse.signs_in()
    nurse.clicks("Öppna Anna A.")
    nurse.clicks("Registrera utskrivning")
    nurse.ticks("Hemma")
    nurse.clicks("Registrera utskrivning")
    nurse.is_told("Utskrivningen är registrerad.")
    assert Case.objects.get().status == Status.DISCHARGED
    _informs(nurse)

    # Day zero is the 5th: the 6th to the 9th count. 4 - 1.5 = 2.5 days at 12 500 kronor.
    clock.move_to(civil("2027-04-02T09:00"))
    for who, link in ((cast.region_controller, "Halmstad"), (cast.municipal_controller, "Mars 2027")):
        controller = comes(who)
        controller.clicks(link)
        page = controller.page
        expect(page).to_have_url(f"{page.url.split('/months')[0]}{MONTH}")
        expect(page.get_by_role("heading", name="31 250 kr")).to_be_visible()
        expect(page.get_by_role("row").filter(has_text="9/3 10.00")).to_contain_text("i snittet")


def _admits(nurse: Person) -> None:
    nurse.clicks("Skriv in patient")
    nurse.fills("Personnummer", NUMBER)
    nurse.fills("Förnamn", "Anna")
    nurse.fills("Efternamn", "Andersson")
    nurse.chooses("Folkbokförd i", "Halmstad")
    nurse.sets_clock("Beräknad utskrivning", "2027-03-05T12:00")
    for need in ("Socialtjänst", "Kommunal hälso- och sjukvård", "Regionens öppenvård"):
        nurse.ticks(need)
    nurse.fills("Läkare som bedömde", "Love Lindgren")
    nurse.ticks("Patienten samtycker")
    nurse.clicks("Skriv in patient")
    expect(nurse.page.get_by_role("heading", name="Skicka inskrivningsmeddelande")).to_be_visible()
    nurse.clicks("Skicka inskrivningsmeddelande")
    nurse.is_told("Inskrivningsmeddelandet är skickat.")


def _acknowledge(*receivers: Person) -> None:
    """All open their lists, and then all click: none is in another's way."""
    for receiver in receivers:
        receiver.goes_to_the_list()
    for receiver in receivers:
        receiver.clicks("Kvittera")
        receiver.is_told("Meddelandet är kvitterat.")


def _appoints_herself(coordinator: Person) -> None:
    coordinator.goes_to_the_list()
    coordinator.clicks("Utse")
    coordinator.fills("Titel", "distriktssköterska")
    coordinator.clicks("Utse")
    coordinator.is_told("Den fasta vårdkontakten är utsedd.")


def _tells_what_they_know(*receivers: Person) -> None:
    for receiver in receivers:
        receiver.goes_to_the_list()
        receiver.clicks("Lämna")
        receiver.ticks("Ja")
        receiver.fills("Pågående insatser", "hemtjänst")
        receiver.clicks("Skicka")
        receiver.is_told("Planeringsunderlaget är skickat.")


def _writes_treatment_plan(nurse: Person) -> None:
    nurse.goes_to_the_list()
    nurse.clicks("Skriv Anna A.")
    nurse.fills("Fortsatta medicinska behov", "blodtryck")
    nurse.fills("Fortsatta omvårdnadsbehov", "dusch")
    nurse.fills("Fortsatta rehabiliteringsbehov", "gångträning")
    nurse.ticks("Primärvård")
    nurse.clicks("Spara planen")
    nurse.is_told("Behandlingsplanen finns tillgänglig för mottagarna.")


def _sends_discharge_ready(nurse: Person) -> None:
    nurse.clicks("Öppna Anna A.")
    nurse.clicks("Skicka utskrivningsklar")
    expect(nurse.page.get_by_role("heading", name="Skicka utskrivningsklar")).to_be_visible()
    nurse.clicks("Skicka utskrivningsklar")
    nurse.is_told("Meddelandet om utskrivningsklar är skickat.")


def _calls_to_sip(coordinator: Person) -> None:
    coordinator.goes_to_the_list()
    coordinator.clicks("Kalla")
    coordinator.sets_clock("Mötet börjar", "2027-03-08T10:00")
    coordinator.fills("Plats, telefonnummer eller videolänk", "https://moten.example.se/1")
    coordinator.clicks("Skicka kallelsen")
    coordinator.is_told("Kallelsen till SIP är skickad.")


def _informs(nurse: Person) -> None:
    nurse.goes_to_the_list()
    nurse.clicks("Skicka Anna A.")
    nurse.fills("Vad som har hänt och vad som fortsätter", "lunginflammation")
    nurse.fills("Läkemedel", "inga nya")
    nurse.clicks("Skicka")
    nurse.is_told("Utskrivningsinformationen är skickad.")
