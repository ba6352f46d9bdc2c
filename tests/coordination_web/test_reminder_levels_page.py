"""A region's administrator sets when its parties are reminded, by page and by call; others see it, or not at all."""

import pytest
from django.urls import reverse

from accounts.access.roles import Role
from accounts.models import UnitKind
from coordination.models import ReminderSetting
from tests.cast import Cast, api_client_of, client_of, make_assignment, make_unit
from tests.coordination_web.pages import open_page

FORM = {
    f"{name}_{n}": value for n in range(1, 7) for name, value in (("measure", "hours"), ("side", "before"))
}
RECEIPT = reverse("reminder-levels-of", args=["receipt"])


def test_it_shows_every_kind_with_its_levels_and_who_has_set_them(cast: Cast) -> None:
    client = client_of(cast.system_administrator)
    page = open_page(client.get(reverse("reminder-levels")))
    assert (
        "Inskrivningsmeddelande 6 h före; 1 h före; när tiden är ute; 2 h efter, även chefen Hemgång"
        in page.text
    )
    assert "Ingenting har ändrats" in page.text


def test_it_is_set_by_the_form_and_given_back(cast: Cast) -> None:
    client = client_of(cast.system_administrator)
    told = FORM | {
        "amount_1": "90",
        "measure_1": "minutes",
        "amount_2": "0",
        "amount_3": "2",
        "side_3": "after",
    }
    answer = client.post(RECEIPT, told | {"to_head_3": "on"}, follow=True)
    text = open_page(answer).text
    assert "1 h 30 min före; när tiden är ute; 2 h efter, även chefen Regionen" in text
    assert "Signe Sjö" in text
    client.post(RECEIPT, {"reset": "1"})
    levels = ReminderSetting.objects.order_by("pk").values_list("kind", "levels")
    assert list(levels) == [("receipt", [[-90, False], [0, False], [120, True]]), ("receipt", None)]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Minst en påminnelse måste komma före tiden"),
        ({"amount_1": "1", "side_1": "after"}, "Minst en påminnelse måste komma före tiden"),
        ({"amount_1": "1", "amount_2": "60", "measure_2": "minutes"}, "Två påminnelser kommer samtidigt"),
        ({"amount_1": "22", "measure_1": "days"}, "högst 21 dagar"),
        ({"amount_1": "-1"}, "0"),
    ],
)
def test_it_says_in_swedish_what_can_not_be(cast: Cast, told: dict[str, str], sentence: str) -> None:
    answer = client_of(cast.system_administrator).post(RECEIPT, FORM | told)
    assert answer.status_code == 422
    assert sentence in open_page(answer).text
    assert not ReminderSetting.objects.exists()


def test_it_shows_a_municipality_what_the_region_has_set_and_lets_it_set_nothing(cast: Cast) -> None:
    office = make_unit(cast.halmstad, "Förvaltning", UnitKind.ADMINISTRATION)
    client = client_of(make_assignment(office, Role.SYSTEM_ADMINISTRATOR, "Kim Karlsson"))
    page = open_page(client.get(reverse("reminder-levels")))
    assert "Regionen bestämmer" in page.text
    assert client.post(RECEIPT, FORM | {"amount_1": "1"}).status_code == 403
    assert not ReminderSetting.objects.exists()


def test_it_is_the_same_by_call(cast: Cast) -> None:
    client = api_client_of(cast.system_administrator)
    address = reverse("api-reminder-levels-of", args=["receipt"])
    answer = client.post(
        address, {"levels": [{"minutes": 60, "to_head": True}, {"minutes": -60}]}, format="json"
    )
    told = [{"minutes": -60, "to_head": False}, {"minutes": 60, "to_head": True}]
    assert answer.json() == {"kind": "receipt", "is_set": True, "levels": told}
    refused = client.post(address, {"levels": [{"minutes": 60}]}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "levels_refused")
    assert refused.json()["data"] == {"faults": "none_in_time"}
    listed = client.get(reverse("api-reminder-levels")).json()
    assert [one["kind"] for one in listed if one["is_set"]] == ["receipt"]
    assert client.post(address, {"levels": None}, format="json").json()["is_set"] is False
    assert client.post(address.replace("receipt", "none"), {"levels": None}, format="json").status_code == 404
