"""A nurse has thirty seconds: how many key presses and clicks the most common thing takes, counted in the browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coordination.core.states import Status
from coordination.models import Case
from tests.browser import OpenBrowser
from tests.cast import Cast
from tests.coordination.stories import Story
from tests.journeys.browser_people import clicks, is_told

pytestmark = pytest.mark.django_db(transaction=True)

AT_MOST = 12
COUNT = """
for (const kind of ["keydown", "click"])
  addEventListener(kind, (event) => {
    if (event.isTrusted) sessionStorage.done = Number(sessionStorage.done ?? 0) + 1;
  }, true);
"""


def done(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.done ?? 0)"))


def test_it_takes_twelve_to_admit_a_known_patient_and_send_the_notice(
    cast: Cast, open_browser: OpenBrowser
) -> None:
    """All that she does: nothing was registered of this stay before she opened the ward's list.

    The number is pasted from the journal system, which is two key presses; a scanner's or a reader's are none of hers.
    """
    earlier = Story(cast, admitted_at=timezone.now() - timedelta(days=60))
    earlier.goes_home(timezone.now() - timedelta(days=50))
    nurse = open_browser(cast.nurse)
    nurse.context.grant_permissions(["clipboard-read", "clipboard-write"])
    nurse.add_init_script(COUNT)
    nurse.goto("/")
    nurse.evaluate("number => navigator.clipboard.writeText(number)", earlier.patient.identity_value)
    clicks(nurse, "Skriv in patient")
    expect(nurse.get_by_label("Personnummer", exact=True)).to_be_focused()
    nurse.keyboard.press("Control+V")
    nurse.keyboard.press("Enter")
    is_told(nurse, "Patienten har varit hos er förut.")
    nurse.get_by_label("Om tre dagar").click()
    for need in ("Socialtjänst", "Kommunal hälso- och sjukvård", "Regionens öppenvård"):
        nurse.get_by_label(need).click()
    nurse.get_by_label("Love Lindgren").click()
    clicks(nurse, "Skriv in patient")
    expect(nurse.get_by_role("heading", name="Skicka inskrivningsmeddelande")).to_be_visible()
    clicks(nurse, "Skicka inskrivningsmeddelande")
    is_told(nurse, "Inskrivningsmeddelandet är skickat.")
    case = Case.objects.exclude(pk=earlier.case.pk).get()
    assert case.status == Status.NOTIFIED
    assert set(case.parties.values_list("unit__name", flat=True)) == {
        cast.ward.name,
        cast.intake.name,
        cast.primary_care.name,
    }
    print(f"{done(nurse)} key presses and clicks from the ward's list to a sent notice")
    assert done(nurse) <= AT_MOST


@pytest.fixture
def known(cast: Cast) -> Story:
    """Admitted two hours ago: needs assessed, and when the patient can probably go home."""
    story = Story(cast, admitted_at=timezone.now() - timedelta(hours=2))
    story.changes_estimate(timezone.now() - timedelta(hours=1))
    return story


def test_it_takes_two_clicks_to_send_an_admission_notice(
    cast: Cast, open_browser: OpenBrowser, known: Story
) -> None:
    nurse = open_browser(cast.nurse)
    nurse.add_init_script(COUNT)
    nurse.goto("/")
    clicks(nurse, "Skicka Anna A.")
    expect(nurse.get_by_role("heading", name="Skicka inskrivningsmeddelande")).to_be_visible()
    clicks(nurse, "Skicka inskrivningsmeddelande")
    is_told(nurse, "Inskrivningsmeddelandet är skickat.")
    assert 2 <= done(nurse) <= AT_MOST
    assert known.status() == Status.NOTIFIED


def test_it_takes_no_more_by_keyboard_with_another_estimate(
    cast: Cast, open_browser: OpenBrowser, known: Story
) -> None:
    nurse = open_browser(cast.nurse)
    nurse.add_init_script(COUNT)
    nurse.goto("/")
    clicks(nurse, "Skicka Anna A.")
    later = nurse.get_by_label("Beräknad utskrivning")
    before = later.input_value()
    later.focus()
    nurse.keyboard.press("ArrowUp")
    expect(later).not_to_have_value(before)
    nurse.keyboard.press("Enter")
    is_told(nurse, "Inskrivningsmeddelandet är skickat.")
    assert 3 <= done(nurse) <= AT_MOST
    assert known.status() == Status.NOTIFIED
