"""The pages where a region's amounts, and a party's terminations, are entered by one person and approved by another."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.access.roles import Role
from accounts.models import Assignment
from billing.models import EnteredDailyAmount, EnteredTermination
from billing.texts.daily_amounts import daily_amounts
from tests.billing_web.march import MARCH, a_march
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of, make_assignment, make_unit

AMOUNTS, TERMINATIONS = "/agreements/daily-amounts/", "/agreements/terminations/"
AN_AMOUNT = {"year": "2027", "kronor": "12 500,50", "source": "HSLF-FS 2026:99"}
A_TERMINATION = {
    "agreement": "halland-2027",
    "kind": "whole",
    "day": "2026-06-30",
    "source": "Beslut 2026-06-30 § 12",
}


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol")


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return client_of(cast.system_administrator)


def test_it_takes_an_amount_from_one_and_its_approval_from_another(
    cast: Cast, administrator: Client, other: Assignment
) -> None:
    assert administrator.post(AMOUNTS, AN_AMOUNT)["Location"] == AMOUNTS
    said = words(administrator, AMOUNTS)
    assert "2027: 12 500,50 kr HSLF-FS 2026:99 Signe Sjö" in said
    assert "väntar på en andra person" in said
    # Nobody is offered to approve what is their own.
    assert "Godkänn " not in said
    assert "Godkänn " in words(client_of(other), AMOUNTS)

    amount = EnteredDailyAmount.objects.get()
    client_of(other).post(f"{AMOUNTS}{amount.pk}/approve/")
    assert daily_amounts().kronor("13")[2027] == Decimal("12500.50")
    said = words(administrator, AMOUNTS)
    assert "Sixten Sol, " in said
    assert "väntar på en andra person" not in said


def test_it_lists_what_comes_with_the_system(administrator: Client) -> None:
    assert "2020 8 200 kr" in words(administrator, AMOUNTS)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"year": "2017"}, "2018"),
        ({"year": ""}, "Det här fältet är obligatoriskt."),
        ({"kronor": "tolv"}, "Fyll i ett tal."),
        ({"kronor": "-1"}, "större än eller lika med"),
        ({"kronor": "1,005"}, "2 decimaler"),
        ({"source": "  "}, "Det här fältet är obligatoriskt."),
    ],
)
def test_it_says_beside_the_field_what_is_wrong_with_an_amount_and_loses_nothing(
    administrator: Client, said: dict[str, str], sentence: str
) -> None:
    answer = administrator.post(AMOUNTS, AN_AMOUNT | said)
    page = answer.content.decode()
    assert answer.status_code == 422
    (field,) = said
    assert f'id="id_{field}_error"' in page
    assert sentence in page.split(f'id="id_{field}_error"')[1].split("</div>")[0]
    assert all(f'name="{name}" value="{value}"' in page for name, value in AN_AMOUNT.items() if name != field)
    assert not EnteredDailyAmount.objects.exists()


def test_it_does_not_take_the_own_approval(cast: Cast, administrator: Client) -> None:
    administrator.post(AMOUNTS, AN_AMOUNT)
    amount = EnteredDailyAmount.objects.get()
    answer = administrator.post(f"{AMOUNTS}{amount.pk}/approve/")
    assert answer.status_code == 403
    assert "Du har själv lagt in uppgiften." in answer.content.decode()
    assert EnteredDailyAmount.objects.get().approved_at is None


def test_it_hides_another_regions(cast: Cast, administrator: Client) -> None:
    administrator.post(AMOUNTS, AN_AMOUNT)
    administrator.post(TERMINATIONS, A_TERMINATION)
    office = make_unit(cast.dalarna, "Förvaltning", cast.region_administration.kind)
    stranger = client_of(make_assignment(office, Role.SYSTEM_ADMINISTRATOR, "Sven Säter"))
    for url, model in ((AMOUNTS, EnteredDailyAmount), (TERMINATIONS, EnteredTermination)):
        assert "Signe" not in stranger.get(url).content.decode()
        assert stranger.post(f"{url}{model.objects.get().pk}/approve/").status_code == 404
        assert model.objects.get().approved_at is None


def test_it_takes_a_termination_and_shows_it_where_the_text_is_read(
    cast: Cast, administrator: Client, other: Assignment
) -> None:
    assert administrator.post(TERMINATIONS, A_TERMINATION)["Location"] == TERMINATIONS
    reader = client_of(cast.nurse)
    assert "Den upphör" not in words(reader, "/agreements/halland-2027/")
    client_of(other).post(f"{TERMINATIONS}{EnteredTermination.objects.get().pk}/approve/")
    said = words(reader, "/agreements/halland-2027/")
    assert "Den upphör" in said
    assert "Hela överenskommelsen är uppsagd" in said
    assert "Uppsägningen lämnades den 30 juni 2026; sista dagen som gäller är den 31 december 2027." in said
    a_march()
    month = words(client_of(cast.region_controller), MARCH)
    assert "Sista dagen är 2027-12-31" in month


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"agreement": "halland-2025"}, "kind", "Texten kan inte sägas upp."),
        ({"kind": "economic"}, "kind", "Den ekonomiska delen för sig kan inte sägas upp."),
        ({"kind": "main_agreement"}, "kind", "Texten är inte beroende av något annat avtal."),
        ({"day": ""}, "day", "Ange dagen."),
        ({"day": "2999-01-01"}, "day", "En uppsägning kan inte ha lämnats en dag som inte har varit än."),
        ({"taken_back": "on"}, "day", "Det finns ingen godkänd uppgift av det slaget att ta tillbaka."),
        ({"agreement": "dalarna-2020"}, "agreement", "finns inte bland tillgängliga alternativ"),
    ],
)
def test_it_says_beside_the_field_why_a_text_does_not_end_so(
    administrator: Client, said: dict[str, str], field: str, sentence: str
) -> None:
    answer = administrator.post(TERMINATIONS, A_TERMINATION | said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page.split(f'id="id_{field}_error"')[1].split("</div>")[0]
    assert 'name="source" value="Beslut 2026-06-30 § 12"' in page
    assert not EnteredTermination.objects.exists()


def test_it_takes_a_termination_back(cast: Cast, administrator: Client, other: Assignment) -> None:
    second = client_of(other)
    administrator.post(TERMINATIONS, A_TERMINATION)
    second.post(f"{TERMINATIONS}{EnteredTermination.objects.get().pk}/approve/")
    administrator.post(TERMINATIONS, A_TERMINATION | {"taken_back": "on"})
    back = EnteredTermination.objects.get(day=None)
    second.post(f"{TERMINATIONS}{back.pk}/approve/")
    assert EnteredTermination.objects.get(day=date(2026, 6, 30)).approved_at
    assert "Den upphör" not in words(administrator, "/agreements/halland-2027/")
    assert "återtaget" in words(administrator, TERMINATIONS)


def test_it_says_which_text_is_in_force_with_whom_today(cast: Cast) -> None:
    said = words(client_of(cast.municipal_controller), "/agreements/")
    assert "Gäller i dag med Halmstads kommun" in said
    assert "Region Halland" in said


def test_it_leads_an_administrator_there_and_nobody_else(cast: Cast) -> None:
    for name, assignment in cast.everybody():
        page = client_of(assignment).get("/agreements/").content.decode()
        for url in (AMOUNTS, TERMINATIONS):
            assert (f'href="{url}"' in page) == (name == "system_administrator"), name


def test_it_tells_who_misses_an_amount_whom_to_ask(cast: Cast, other: Assignment) -> None:
    a_march()
    assert "Fråga Signe Sjö eller Sixten Sol." in words(client_of(cast.region_controller), MARCH)
    said = words(client_of(cast.municipal_controller), MARCH)
    assert "Fråga systemförvaltaren i Region Halland." in said
    assert "Signe" not in said
