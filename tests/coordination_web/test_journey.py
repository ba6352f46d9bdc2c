"""A patient's way home over HTTP, by three people of three organisations and nothing but their pages."""

import re
from typing import Any

from django.test import Client

from coordination.core.states import Status
from coordination.models import Case
from tests.cast import Cast, client_of
from tests.coordination.stories import personal_number
from tests.coordination_web.pages import Page, open_page

NUMBER = personal_number(7)


def admission(**changes: Any) -> dict[str, Any]:
    """What the nurse types."""
    return {
        "identity_value": NUMBER,
        "given_name": "Anna",
        "family_name": "Andersson",
        "address": "Storgatan 1, 302 43 Halmstad",
        "municipality_code": "1380",
        "needs": ["social_services", "municipal_health_care", "region_outpatient"],
        "physician": "Love Lindgren",
        "consent": "given",
        **changes,
    }


def test_it_takes_a_patient_from_admission_to_home(cast: Cast) -> None:
    nurse, coordinator, officer = (
        Walker(client_of(who)) for who in (cast.nurse, cast.coordinator, cast.case_officer)
    )

    # The ward admits, and is led to the notice, whose receivers routing has chosen.
    nurse.goes("/cases/new/")
    nurse.sends(admission(), to="/cases/new/")
    assert nurse.path.endswith("/admission-notice-sent/")
    assert "Biståndsenheten" in nurse.page.text
    assert "Andersbergs vårdcentral" in nurse.page.text
    nurse.sends({"estimated_discharge_at": "2099-01-01T12:00"})
    case = Case.objects.get()
    assert case.status == Status.NOTIFIED
    assert "Inskrivningsmeddelandet är skickat" in nurse.page.text

    # The two receivers acknowledge from their lists, by one click.
    for person in (coordinator, officer):
        person.goes("/")
        person.clicks("Kvittera")
        assert person.path == "/"
    assert case.events.filter(step="notice_received").count() == 2

    coordinator.goes("/")
    coordinator.follows("Utse")
    assert coordinator.page.value("name") == "Eva Ek"
    coordinator.sends({"title": "samordnare"})

    nurse.goes(f"/cases/{case.pk}/")
    nurse.follows("Skicka utskrivningsklar")
    nurse.sends({"physician": "Love Lindgren"})
    case.refresh_from_db()
    assert case.status == Status.READY
    assert "Ångra" in nurse.page.text

    coordinator.goes("/")
    coordinator.clicks("Kvittera")
    coordinator.follows("Kalla")
    coordinator.sends({"meets_at": "2099-01-01T10:00", "place": "https://moten.example.se/1"})

    officer.goes("/")
    officer.clicks("Kvittera")
    officer.follows("Svara")
    officer.sends({"can_receive_from": "2099-01-01T10:00"})

    nurse.goes(f"/cases/{case.pk}/discharged/")
    nurse.sends({"destination": "home"})
    case.refresh_from_db()
    assert case.status == Status.DISCHARGED
    assert "Hemma" in nurse.page.text

    for person in (nurse, coordinator, officer):
        person.goes("/")
        assert "Inget väntar på dig" in person.page.text
        assert not [address for address in person.addresses if re.search(r"\d{6,8}-?\d{4}\b", address)]


class Walker:
    """Somebody who only does what a page offers, and the addresses they have been at."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.addresses: list[str] = []
        self.path = ""
        self.page = Page("")

    def goes(self, address: str) -> None:
        self._arrives(self.client.get(address, follow=True), address)

    def follows(self, text: str) -> None:
        self.goes(self.page.link(text))

    def sends(self, typed: dict[str, Any], *, to: str = "") -> None:
        form = self.page.form(to or self.path)
        self._arrives(self.client.post(form.action, form.data | typed, follow=True), form.action)

    def clicks(self, text: str) -> None:
        form = self.page.form_with_button(text)
        self._arrives(self.client.post(form.action, form.data, follow=True), form.action)

    def _arrives(self, response: Any, asked: str) -> None:
        self.addresses += [asked, *(address for address, _ in response.redirect_chain)]
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else asked
        self.page = open_page(response)
