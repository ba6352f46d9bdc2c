"""The case page: everybody sees who has done what; only the acting party has live buttons; every look is logged."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessLogEntry, Assignment
from coordination.core.events import Destination
from coordination.core.needs import Consent, Need
from coordination.core.states import Step
from coordination.models import Case
from tests.cast import Cast, client_of
from tests.coordination.stories import ONLY_OUTPATIENT, Story, at, patient_details
from tests.coordination_web.pages import Page, open_page
from tests.coordination_web.ward_day import ward_day


def case_page(who: Assignment, case: Case, **query: str) -> Page:
    return open_page(client_of(who).get(reverse("case", args=[case.pk]), query))


def steps_offered(page: Page) -> set[str]:
    """The steps behind the buttons and the menu."""
    return {
        address.rstrip("/").split("/")[-1]
        for address in page.links.values()
        if address.count("/") == 4 and "?" not in address
    }


def open_tasks(page: Page) -> list[str]:
    """What the lanes and the way home say is left."""
    return [word for word in ("Återstår:", "Inte meddelad än", "(kommande)") if word in page.text]


def test_it_shows_who_has_done_what_and_who_must_act(cast: Cast) -> None:
    story = ward_day(cast)["ready"]
    text = case_page(cast.case_officer, story.case).text
    assert "Biståndsenheten: Svara när ni kan ta emot patienten, så snart som möjligt." in text
    assert "Andersbergs vårdcentral: Kallelse till SIP är inte skickad" in text
    assert "Annars: kommunen behöver inte betala för väntedagarna." in text
    assert "LUS (2017:612) 4 kap. 3 §" in text
    assert "Fast vårdkontakt Eva Ek, 035-000 00 00" in text
    assert "Inget betalningsansvar just nu: kallelse till SIP är inte skickad." in text


def test_it_says_from_when_the_days_count(cast: Cast) -> None:
    story = ward_day(cast)["going_home"]
    story.is_not_ready(timezone.now())
    story.is_ready(timezone.now())
    text = case_page(cast.nurse, story.case).text
    assert "Kostnad: Ingen dag räknas ännu. Dagarna räknas från i morgon 00.00." in text
    assert "LUS (2017:612) 4 kap. 5 § och överenskommelsen" in text


def test_it_says_what_more_days_come_to(cast: Cast) -> None:
    # Ready five hours earlier: yesterday, whatever the clock shows now.
    now = timezone.localtime()
    story = ward_day(cast, min(now, now.replace(hour=4)))["going_home"]
    case = case_page(cast.case_officer, story.case)
    assert "Kostnad: Dag 1 räknas." in case.text
    assert "fler än de 1,5 dagar i snitt som överenskommelsen medger" in case.text


def test_a_sip_that_a_party_asks_for_can_be_called_to_whatever_the_needs(cast: Cast) -> None:
    story = Story(cast, needs=frozenset({Need.SOCIAL_SERVICES, Need.MUNICIPAL_HEALTH_CARE}))
    story.notify(at("2026-03-03T11:40"))
    assert "sip-called" not in steps_offered(case_page(cast.coordinator, story.case))
    story.asks_for_sip(at("2026-03-04T09:00"))
    page = case_page(cast.coordinator, story.case)
    assert {"sip-called", "sip-not-needed"} <= steps_offered(page)
    form = open_page(client_of(cast.coordinator).get(page.link("Kalla till SIP")))
    assert form.value("meets_at") == ""


def test_it_has_live_buttons_for_the_acting_party_only(cast: Cast) -> None:
    story = ward_day(cast)["ready"]
    assert steps_offered(case_page(cast.nurse, story.case)) == {
        "discharged",
        "discharge-ready-withdrawn",
        "need-assessed",
        "identity-corrected",
        "consent-registered",
        "patient-details-corrected",
        "ward-transferred",
        "region-services-missing",
        "bed-changed",
        "track-chosen",
        "home-ready-checked",
        "patient-summary-given",
        "estimated-discharge-changed",
        "treatment-plan-written",
        "discharge-planned",
        "message-sent",
        "deviation-reported",
        "leave-begun",
        "notice-withheld",
        "discharge-information-sent",
        "notice-extended",
        "recipient-removed",
        "cancelled",
    }
    assert steps_offered(case_page(cast.coordinator, story.case)) == {
        "notice-received",
        "care-contact-appointed",
        "sip-called",
        "sip-not-needed",
        "not-our-patient",
        "notice-forwarded",
        "planning-basis-given",
        "discharge-planned",
        "track-chosen",
        "home-ready-checked",
        "message-sent",
        "deviation-reported",
        "region-services-missing",
    }
    assert steps_offered(case_page(cast.case_officer, story.case)) == {
        "notice-received",
        "reception-accepted",
        "reception-delayed",
        "planning-basis-given",
        "case-officer-named",
        "notice-returned",
        "discharge-planned",
        "track-chosen",
        "home-ready-checked",
        "message-sent",
        "deviation-reported",
        "region-services-missing",
    }


def test_it_knows_that_the_patient_has_died(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.goes_home(at("2026-03-04T10:00"), Destination.DECEASED)
    pages = {who: case_page(who, story.case) for who in (cast.nurse, cast.case_officer, cast.coordinator)}
    for page in pages.values():
        assert "Avliden (klart)" in page.text
        assert "Hemma" not in page.text
        assert not open_tasks(page)
    wards = {
        *("discharge-corrected", "patient-details-corrected", "recipient-removed", "notice-withheld"),
        *("message-sent", "deviation-reported", "identity-corrected"),
    }
    assert steps_offered(pages[cast.nurse]) == wards
    assert steps_offered(pages[cast.coordinator]) == {
        "not-our-patient",
        "notice-forwarded",
        "message-sent",
        "deviation-reported",
    }


def test_it_lets_what_was_owed_before_a_death_be_registered_afterwards(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-04T10:00"))
    story.goes_home(at("2026-03-09T10:00"), Destination.DECEASED)
    assert {"sip-called", "care-contact-appointed"} <= steps_offered(case_page(cast.coordinator, story.case))
    offered = steps_offered(case_page(cast.nurse, story.case))
    assert not {"treatment-plan-written", "patient-summary-given", "sip-requested"} & offered
    story.call_to_sip(at("2026-03-05T10:00"))
    assert story.facts.sip_called_at == at("2026-03-05T10:00").replace(tzinfo=None)


def test_it_offers_nothing_in_a_cancelled_case(cast: Cast) -> None:
    story = Story(cast)
    story.cancel(at("2026-03-03T10:00"))
    page = case_page(cast.nurse, story.case)
    assert steps_offered(page) == set()
    assert not open_tasks(page)
    assert "Ärendet är makulerat" in page.text


def test_it_offers_to_end_a_protection_where_there_is_one(cast: Cast) -> None:
    protected = Story(cast, patient=patient_details(has_protected_identity=True))
    assert "protection-ended" in steps_offered(case_page(cast.nurse, protected.case))
    assert "protection-ended" not in steps_offered(case_page(cast.nurse, Story(cast).case))


def test_it_masks_the_number_until_asked_and_logs_each_look(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(identity_value="189001019802"))
    client = client_of(cast.nurse)
    page = client.get(reverse("case", args=[story.case.pk])).content.decode()
    assert "18900101-xxxx" in page
    assert "9802" not in page
    assert "18900101-9802" in client.post(reverse("identity", args=[story.case.pk])).content.decode()
    looks = AccessLogEntry.objects.filter(case_id=story.case.pk, assignment=cast.nurse)
    assert sorted(looks.values_list("what", flat=True)) == ["case page", "identity number"]


def test_it_masks_a_protected_identity(cast: Cast) -> None:
    story = Story(cast, patient=patient_details(given_name="Hemlig", has_protected_identity=True))
    page = client_of(cast.nurse).get(reverse("case", args=[story.case.pk])).content.decode()
    assert "Skyddad identitet" in page
    assert "Hemlig" not in page
    assert "Storgatan" not in page


def test_it_tells_when_something_happened_and_when_it_was_registered(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"), registered_at=at("2026-03-04T08:00"))
    text = case_page(cast.nurse, story.case).text
    assert "tis 3/3 kl 11.40 registrerat ons 4/3 kl 08.00 Inskrivningsmeddelande skickat" in text
    assert "registrerat tis" not in text


@pytest.mark.parametrize(
    ("consent", "is_told"), [(Consent.GIVEN, True), (Consent.NOT_ASKED, False), (Consent.DECLINED, False)]
)
def test_it_keeps_the_assessment_in_the_ward_without_consent(
    cast: Cast, consent: Consent, is_told: bool
) -> None:
    story = Story(cast, consent=consent)
    story.notify(at("2026-03-03T11:40"))
    assert "Behov Socialtjänst" in case_page(cast.nurse, story.case).text
    receiver = case_page(cast.case_officer, story.case).text
    assert ("Behov Socialtjänst" in receiver) == is_told
    assert "Inskrivningsmeddelande skickat" in receiver


def test_it_gives_a_receipt_that_can_be_undone_while_the_notice_stands(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    ready = story.is_ready(at("2026-03-05T13:15"))
    page = case_page(cast.nurse, story.case, receipt=str(ready.sequence))
    assert "Meddelandet om utskrivningsklar är skickat." in page.text
    assert "Biståndsenheten, Andersbergs vårdcentral kan läsa det nu" in page.text
    assert page.link("Ångra") == reverse("step", args=[story.case.pk, Step.DISCHARGE_READY_WITHDRAWN])
    # Another person's page, and a number that is none, show no receipt.
    assert "är skickat." not in case_page(cast.case_officer, story.case, receipt=str(ready.sequence)).text
    assert "är skickat." not in case_page(cast.nurse, story.case, receipt="99").text
    story.is_not_ready(at("2026-03-05T14:00"))
    assert "Ångra" not in case_page(cast.nurse, story.case, receipt=str(ready.sequence)).links


def test_it_has_no_lane_for_a_party_that_nobody_needs(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    assert "Kommunen" not in case_page(cast.nurse, story.case).text


def test_it_asks_the_database_as_often_for_a_long_story_as_for_a_short(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = Story(cast)
    client = client_of(cast.nurse)
    url = reverse("case", args=[story.case.pk])
    # 1 session, 2 user, 3 assignment, 4 case with patient and ward, 5 events with who and, in the same, parties,
    # 6 the look's entry, 7 former numbers, 8 an earlier stay, 9 messages read, 10 how many are unread
    with django_assert_num_queries(10):
        client.get(url)
    story.notify(at("2026-03-03T11:40"))
    for hour in range(12):
        story.services_missing(at("2026-03-04T08:00") + timedelta(hours=2 * hour))
        story.services_available(at("2026-03-04T09:00") + timedelta(hours=2 * hour))
    with django_assert_num_queries(10):
        client.get(url)


def test_it_shows_the_meeting_and_what_each_party_says_to_it(cast: Cast) -> None:
    story = ward_day(cast)["going_home"]
    story.answers_sip_call(timezone.now(), note="Parkerar på gården.")
    page = case_page(cast.nurse, story.case)
    assert "Biståndsenheten: Kommer till mötet. Parkerar på gården." in page.text
    assert "Avd 4B: Har inte svarat" in page.text
    assert page.link("Lägg mötet i din kalender") == f"/cases/{story.case.pk}/sip.ics"
    story.cancels_sip_call(timezone.now())
    assert "Mötet är inställt." in case_page(cast.nurse, story.case).text
