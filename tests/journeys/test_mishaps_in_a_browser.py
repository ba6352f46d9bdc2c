"""What goes wrong on an ordinary day, in a real browser: nothing is sent twice, and nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from coordination.core.states import Step
from coordination.models import Case, Event
from tests.browser import OpenBrowser
from tests.cast import PASSWORD, Cast
from tests.coordination.stories import Story
from tests.coordination_web.admission import NUMBER
from tests.journeys.browser_people import clicks, is_told, opens
from tests.journeys.spring_of_2027 import Clock, civil

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"]),
]

STORED = "[localStorage, sessionStorage].flatMap((store) => Object.values(store)).join()"
PHYSICIAN = "Åsa Ås"


@pytest.fixture
def planned(cast: Cast, clock: Clock) -> Story:
    """Told of, and with a plan: may be declared ready."""
    clock.move_to(civil("2027-03-05T09:00"))
    story = Story(cast, admitted_at=civil("2027-03-03T09:10"))
    story.notify(civil("2027-03-03T11:40"))
    story.writes_treatment_plan(civil("2027-03-04T10:00"))
    return story


def times_taken(step: Step) -> int:
    return Event.objects.filter(step=step).count()


def opens_discharge_ready(page: Page, story: Story) -> None:
    page.goto(f"/cases/{story.case.pk}/discharge-ready-sent/")
    page.get_by_label("Läkare som bedömde").fill(PHYSICIAN)


def test_it_sends_once_when_clicked_twice(
    cast: Cast, planned: Story, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    nurse = opens(open_browser, cast.nurse, scripts=scripts)
    opens_discharge_ready(nurse, planned)
    nurse.get_by_role("button", name="Skicka utskrivningsklar").dblclick()
    is_told(nurse, "Meddelandet om utskrivningsklar är skickat.")
    assert times_taken(Step.DISCHARGE_READY_SENT) == 1


def test_it_says_after_the_back_button_that_it_is_done(
    cast: Cast, planned: Story, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    nurse = opens(open_browser, cast.nurse, scripts=scripts)
    nurse.goto(f"/cases/{planned.case.pk}/patient-summary-given/")
    for label in ("Vad som är viktigt för mig inför hemgång", "Vad som har hänt", "Vad som händer nu"):
        nurse.get_by_label(label, exact=True).fill("hem")
    nurse.get_by_label("Vem jag vänder mig till").fill("Eva Ek")
    clicks(nurse, "Spara")
    is_told(nurse, "Patientens sammanfattning är sparad.")
    nurse.go_back()
    # What was saved stands there, and a form of its own: to send it is to say it anew, not the same thing twice.
    expect(nurse.get_by_label("Vem jag vänder mig till")).to_have_value("Eva Ek")
    assert times_taken(Step.PATIENT_SUMMARY_GIVEN) == 1

    opens_discharge_ready(nurse, planned)
    clicks(nurse, "Skicka utskrivningsklar")
    is_told(nurse, "Meddelandet om utskrivningsklar är skickat.")
    nurse.go_back()
    expect(nurse.get_by_text("Det finns inget att göra här nu")).to_be_visible()
    assert times_taken(Step.DISCHARGE_READY_SENT) == 1


def test_it_admits_once_though_somebody_goes_back_and_tries_again(
    clock: Clock, cast: Cast, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    nurse = opens(open_browser, cast.nurse, scripts=scripts)
    for _ in range(2):
        nurse.goto("/cases/new/")
        nurse.get_by_label("Personnummer", exact=True).fill(NUMBER)
        nurse.get_by_label("Förnamn").fill("Anna")
        nurse.get_by_label("Efternamn").fill("Andersson")
        nurse.get_by_label("Folkbokförd i").select_option("Halmstad")
        nurse.get_by_label("Socialtjänst").check()
        nurse.get_by_label("Läkare som bedömde").fill("Love Lindgren")
        nurse.get_by_label("Patienten samtycker").check()
        nurse.get_by_role("button", name="Skriv in patient").click()
    expect(nurse.get_by_text("Patienten har redan ett öppet ärende på er avdelning").first).to_be_visible()
    expect(nurse.get_by_label("Efternamn")).to_have_value("Andersson")
    assert Case.objects.count() == 1


def test_it_gives_back_what_was_typed_when_the_session_had_ended(
    clock: Clock, cast: Cast, planned: Story, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    nurse = opens(open_browser, cast.nurse, scripts=scripts)
    opens_discharge_ready(nurse, planned)
    clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE + 60))
    clicks(nurse, "Skicka utskrivningsklar")
    is_told(nurse, "Det du skrev finns kvar i en halvtimme")
    # The machine is shared: who sits down at it now finds nothing of a patient.
    assert PHYSICIAN not in nurse.content()
    if scripts:
        assert PHYSICIAN not in nurse.evaluate(STORED)
    nurse.get_by_label("E-post").fill(cast.nurse.user.email)
    nurse.get_by_label("Lösenord").fill(PASSWORD)
    nurse.get_by_role("button", name="Logga in").click()
    is_told(nurse, "Inget har skickats")
    expect(nurse.get_by_label("Läkare som bedömde")).to_have_value(PHYSICIAN)
    assert times_taken(Step.DISCHARGE_READY_SENT) == 0
    clicks(nurse, "Skicka utskrivningsklar")
    is_told(nurse, "Meddelandet om utskrivningsklar är skickat.")
    assert Event.objects.get(step=Step.DISCHARGE_READY_SENT).payload["physician"] == PHYSICIAN


def test_it_shows_the_second_of_two_what_the_first_has_done(
    cast: Cast, planned: Story, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    nurse, physician = (opens(open_browser, who, scripts=scripts) for who in (cast.nurse, cast.physician))
    for page in (nurse, physician):
        page.goto(f"/cases/{planned.case.pk}/estimated-discharge-changed/")
        page.get_by_label("Beräknad utskrivning").fill("2027-03-08T12:00")
    physician.get_by_label("Vad som har ändrats").fill("röntgen")
    nurse.get_by_label("Vad som har ändrats").fill("hjälpmedel saknas")
    clicks(physician, "Spara och meddela")
    is_told(physician, "Det nya datumet är skickat.")
    clicks(nurse, "Spara och meddela")
    is_told(nurse, "Nytt i ärendet sedan du öppnade sidan")
    expect(nurse.get_by_label("Vad som har ändrats")).to_have_value("hjälpmedel saknas")
    assert times_taken(Step.ESTIMATED_DISCHARGE_CHANGED) == 1


def test_it_says_the_fault_beside_the_field_and_keeps_the_rest(
    cast: Cast, planned: Story, open_browser: OpenBrowser, *, scripts: bool
) -> None:
    nurse = opens(open_browser, cast.nurse, scripts=scripts)
    opens_discharge_ready(nurse, planned)
    nurse.locator("summary", has_text="Det hände tidigare").click()
    for time, sentence in (
        ("2027-03-06T10:00", "Tiden ligger i framtiden."),
        ("2027-03-03T08:00", "Tiden ligger före inskrivningen."),
    ):
        nurse.get_by_label("När det hände").fill(time)
        clicks(nurse, "Skicka utskrivningsklar")
        expect(nurse.locator("#id_occurred_at_error")).to_contain_text(sentence)
        expect(nurse.get_by_label("När det hände")).to_have_value(time)
        expect(nurse.get_by_label("Läkare som bedömde")).to_have_value(PHYSICIAN)
    assert times_taken(Step.DISCHARGE_READY_SENT) == 0
