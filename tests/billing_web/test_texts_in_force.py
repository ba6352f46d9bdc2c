"""Everybody may ask which text is in force between any two on any day, what follows it, and how two texts differ."""

from datetime import date

import time_machine

from accounts.access.roles import Role
from agreements.files import load_agreements
from billing.actions.terminations import enter_termination
from billing.actions.two_people import approve
from billing.models import EndingKind
from billing.web.compared_texts import compared
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of, make_assignment

DALARNA = "/agreements/in-force/?region=20&municipality=2080&day="


def test_it_answers_for_the_readers_own_organisation_today(cast: Cast) -> None:
    with time_machine.travel(date(2027, 3, 4), tick=False):
        said = words(client_of(cast.case_officer), "/agreements/in-force/")
    assert "i Halland 2027 Gäller den dagen" in said


def test_it_shows_what_follows(cast: Cast) -> None:
    """Halland's text of 2025 is replaced by that of 2027, which is extended a year at a time."""
    said = words(client_of(cast.nurse), "/agreements/in-force/?region=13&municipality=1380&day=2026-11-25")
    assert "i Halland 2025 Gäller den dagen, och så långt man vet till och med 31 december 2026" in said
    assert "Vad som följer" in said
    assert "1 januari 2027 31 december 2027" in said
    assert "1 januari 2028 31 december 2028" in said


def test_it_shows_that_a_termination_leads_to_the_statute(cast: Cast) -> None:
    one = cast.system_administrator
    another = make_assignment(one.unit, Role.SYSTEM_ADMINISTRATOR, "Siv Sand")
    with time_machine.travel(date(2027, 3, 4), tick=False):
        entered = enter_termination(
            by=one,
            agreement="halland-2027",
            kind=EndingKind.WHOLE,
            day=date(2027, 2, 1),
            source="Regionfullmäktiges beslut, påhittat",
        )
        approve(entered, by=another)
        said = words(
            client_of(cast.nurse), "/agreements/in-force/?region=13&municipality=1380&day=2027-03-04"
        )
    assert "1 januari 2028 tills vidare Lag (2017:612)" in said


def test_it_answers_for_two_that_have_no_agreement_with_each_other(cast: Cast) -> None:
    said = words(client_of(cast.nurse), "/agreements/in-force/?region=13&municipality=0180&day=2027-03-04")
    assert "Lag (2017:612)" in said


def test_it_says_what_is_wrong_beside_the_field(cast: Cast) -> None:
    client = client_of(cast.nurse)
    for day, sentence in (
        ("2017-12-31", "Ange en dag från 2018-01-01 till 2100-12-31."),
        ("2200-01-01", "Ange en dag från 2018-01-01 till 2100-12-31."),
        ("i morgon", "Fyll i ett giltigt datum."),
    ):
        answer = client.get(DALARNA + day)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_it_compares_two_texts_value_by_value(cast: Cast) -> None:
    said = words(client_of(cast.nurse), "/agreements/compare/?one=halland-2027&other=dalarna-2020")
    assert "Riktmärke, dagar i snitt skiljer sig 1,5 dagar" in said
    everything = compared(*(load_agreements()[slug] for slug in ("halland-2027", "dalarna-2020")))
    alike = [row for row in everything if not row.differs]
    assert alike
    only = words(
        client_of(cast.nurse), "/agreements/compare/?one=halland-2027&other=dalarna-2020&differing=on"
    )
    assert all(row.name in said for row in everything)
    assert not any(f" {row.name} " in only for row in alike)


def test_it_compares_no_text_with_itself(cast: Cast) -> None:
    answer = client_of(cast.nurse).get("/agreements/compare/?one=halland-2027&other=halland-2027")
    assert answer.status_code == 422
    assert "Välj en annan text än den första." in answer.content.decode()


def test_it_tells_other_systems_the_same(cast: Cast) -> None:
    api = api_client_of(cast.nurse)
    listed = [text["slug"] for text in api.get("/api/v1/agreements/").json()["agreements"]]
    assert listed == list(load_agreements())
    for slug in listed:
        told = api.get(f"/api/v1/agreements/{slug}/").json()
        assert [term["key"] for term in told["terms"]] == list(load_agreements()[slug].terms)
    threshold = api.get("/api/v1/agreements/halland-2027/").json()["terms"][0]
    assert (threshold["key"], threshold["value"]) == ("threshold_days", "1.5")
    asked = {"region": "13", "municipality": "1380", "day": "2026-11-25"}
    told = api.get("/api/v1/agreements/in-force/", asked).json()["in_force"]
    assert [(each["agreement"], each["first_day"]) for each in told[:2]] == [
        ("halland-2025", "2026-11-25"),
        ("halland-2027", "2027-01-01"),
    ]
    refused = api.get("/api/v1/agreements/in-force/", asked | {"day": "2017-12-31"})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["day"])
    assert api.get("/api/v1/agreements/nobodys/").status_code == 404
