"""The way home in a real browser: three people of three organisations, each in a window of their own, then the bill."""

import pytest
from playwright.sync_api import Page, expect

from coordination.core.states import Status
from coordination.models import Case
from tests.billing_web.march import amount_of_2027
from tests.browser import OpenBrowser
from tests.cast import Cast
from tests.coordination_web.admission import NUMBER
from tests.journeys.browser_people import clicks, is_told, opens, signs_in
from tests.journeys.spring_of_2027 import MONTH, Clock, civil

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_it_goes_from_admission_to_the_bill(
    clock: Clock, cast: Cast, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    amount_of_2027(cast)
    nurse, coordinator, officer = (
        opens(open_browser, who, scripts=scripts) for who in (cast.nurse, cast.coordinator, cast.case_officer)
    )
    _admits(nurse)
    clock.move_to(civil("2027-03-03T13:00"))
    _acknowledge(officer, coordinator)
    _tells_what_they_know(officer, coordinator)
    _appoints_herself(coordinator)
    signs_in(nurse, cast.nurse)
    _writes_treatment_plan(nurse)

    clock.move_to(civil("2027-03-05T13:15"))
    for page, who in ((nurse, cast.nurse), (coordinator, cast.coordinator), (officer, cast.case_officer)):
        signs_in(page, who)
    _sends_discharge_ready(nurse)
    _acknowledge(officer, coordinator)
    _calls_to_sip(coordinator)
    officer.goto("/")
    clicks(officer, "Svara")
    officer.get_by_label("Kan ta emot från").fill("2027-03-09T10:00")
    clicks(officer, "Skicka svar")
    is_told(officer, "Svaret är skickat: ni kan ta emot patienten.")

    clock.move_to(civil("2027-03-09T10:00"))
    signs_in(nurse, cast.nurse)
    clicks(nurse, "Öppna Anna A.")
    clicks(nurse, "Registrera utskrivning")
    nurse.get_by_label("Hemma").check()
    clicks(nurse, "Registrera utskrivning")
    is_told(nurse, "Utskrivningen är registrerad.")
    assert Case.objects.get().status == Status.DISCHARGED
    _informs(nurse)

    # Day zero is the 5th: the 6th to the 9th count. 4 - 1.5 = 2.5 days at 12 500 kronor.
    clock.move_to(civil("2027-04-02T09:00"))
    for who, link in ((cast.region_controller, "Halmstad"), (cast.municipal_controller, "Mars 2027")):
        controller = opens(open_browser, who, scripts=scripts)
        clicks(controller, link)
        expect(controller).to_have_url(f"{controller.url.split('/months')[0]}{MONTH}")
        expect(controller.get_by_role("heading", name="31 250 kr")).to_be_visible()
        expect(controller.get_by_role("row").filter(has_text="9/3 10.00")).to_contain_text("i snittet")


def test_it_is_enough_to_have_a_keyboard(clock: Clock, cast: Cast, open_browser: OpenBrowser) -> None:
    nurse = opens(open_browser, cast.nurse)
    # How a date is typed depends on the browser's own language, so it stands there already.
    _fills_in_admission(nurse, estimated_discharge="2027-03-05T12:00")
    nurse.goto("/")
    _tabs_to(nurse, "Skicka Anna A.")
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_role("heading", name="Skicka inskrivningsmeddelande")).to_be_visible()
    _tabs_to(nurse, "Skicka inskrivningsmeddelande")
    nurse.keyboard.press("Enter")
    is_told(nurse, "Inskrivningsmeddelandet är skickat.")
    case = Case.objects.get()
    assert case.status == Status.NOTIFIED
    assert case.estimated_discharge_at == civil("2027-03-05T12:00")


def _fills_in_admission(nurse: Page, *, estimated_discharge: str) -> None:
    """Fills in the admission's form, and comes to that of its notice, where the estimate then stands."""
    clicks(nurse, "Skriv in patient")
    nurse.get_by_label("Personnummer", exact=True).fill(NUMBER)
    nurse.get_by_label("Förnamn").fill("Anna")
    nurse.get_by_label("Efternamn").fill("Andersson")
    nurse.get_by_label("Folkbokförd i").select_option("Halmstad")
    nurse.get_by_label("Socialtjänst").check()
    nurse.get_by_label("Kommunal hälso- och sjukvård").check()
    nurse.get_by_label("Regionens öppenvård").check()
    nurse.get_by_label("Läkare som bedömde").fill("Love Lindgren")
    nurse.get_by_label("Patienten samtycker").check()
    nurse.get_by_label("Beräknad utskrivning").fill(estimated_discharge)
    nurse.get_by_role("button", name="Skriv in patient").click()
    expect(nurse.get_by_role("heading", name="Skicka inskrivningsmeddelande")).to_be_visible()


def _admits(nurse: Page) -> None:
    _fills_in_admission(nurse, estimated_discharge="2027-03-05T12:00")
    clicks(nurse, "Skicka inskrivningsmeddelande")
    is_told(nurse, "Inskrivningsmeddelandet är skickat.")


def _acknowledge(*receivers: Page) -> None:
    """All open their lists, and then all click: none is in another's way."""
    for receiver in receivers:
        receiver.goto("/")
    for receiver in receivers:
        clicks(receiver, "Kvittera")
        is_told(receiver, "Meddelandet är kvitterat.")


def _appoints_herself(coordinator: Page) -> None:
    coordinator.goto("/")
    clicks(coordinator, "Utse")
    coordinator.get_by_label("Titel").fill("distriktssköterska")
    clicks(coordinator, "Utse")
    is_told(coordinator, "Den fasta vårdkontakten är utsedd.")


def _tells_what_they_know(*receivers: Page) -> None:
    for receiver in receivers:
        receiver.goto("/")
        clicks(receiver, "Lämna")
        receiver.get_by_label("Ja", exact=True).check()
        receiver.get_by_label("Pågående insatser").fill("hemtjänst")
        clicks(receiver, "Skicka")
        is_told(receiver, "Planeringsunderlaget är skickat.")


def _writes_treatment_plan(nurse: Page) -> None:
    nurse.goto("/")
    clicks(nurse, "Skriv Anna A.")
    nurse.get_by_label("Fortsatta medicinska behov").fill("blodtryck")
    nurse.get_by_label("Fortsatta omvårdnadsbehov").fill("dusch")
    nurse.get_by_label("Fortsatta rehabiliteringsbehov").fill("gångträning")
    nurse.get_by_label("Primärvård").check()
    clicks(nurse, "Spara planen")
    is_told(nurse, "Behandlingsplanen finns tillgänglig för mottagarna.")
    nurse.goto("/")


def _informs(nurse: Page) -> None:
    nurse.goto("/")
    clicks(nurse, "Skicka Anna A.")
    nurse.get_by_label("Vad som har hänt och vad som fortsätter").fill("lunginflammation")
    nurse.get_by_label("Läkemedel").fill("inga nya")
    clicks(nurse, "Skicka")
    is_told(nurse, "Utskrivningsinformationen är skickad.")


def _sends_discharge_ready(nurse: Page) -> None:
    clicks(nurse, "Öppna Anna A.")
    clicks(nurse, "Skicka utskrivningsklar")
    clicks(nurse, "Skicka utskrivningsklar")
    is_told(nurse, "Meddelandet om utskrivningsklar är skickat.")


def _calls_to_sip(coordinator: Page) -> None:
    coordinator.goto("/")
    clicks(coordinator, "Kalla")
    coordinator.get_by_label("Mötet börjar").fill("2027-03-08T10:00")
    coordinator.get_by_label("Plats, telefonnummer eller videolänk").fill("https://moten.example.se/1")
    clicks(coordinator, "Skicka kallelsen")
    is_told(coordinator, "Kallelsen till SIP är skickad.")


def _tabs_to(page: Page, name: str, *, at_most: int = 60) -> None:
    """Presses Tab until the element with that name has the focus, and sees that it shows."""
    wanted = (
        page.get_by_role("main")
        .locator("a, button, input")
        .and_(
            page.get_by_role("link", name=name)
            .or_(page.get_by_role("button", name=name))
            .or_(page.get_by_label(name))
        )
    )
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if wanted.first.evaluate("element => element === document.activeElement"):
            expect(wanted.first).to_be_in_viewport()
            return
    raise AssertionError(f"Tab never came to {name}")
