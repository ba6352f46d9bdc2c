"""A region's controllers review and issue a month in the browser; the municipality's reads the statement."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLogEntry, Assignment
from billing.actions.statements import issue_statement
from billing.core.month_life import MonthStatus
from billing.models import BilledMonth, MonthEvent, Statement
from tests.billing_statements.issued import (
    HALMSTAD,
    IN_MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_march,
    a_statement,
    amount_of_2027,
    reviewed,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, client_of, end

MONTH = "/months/13/1380/2027-03/"
DRAFT, REVIEW, ISSUE = (f"{MONTH}{step}/" for step in ("statement", "review", "issue"))
NUMBER = "13-2027-0001"
STATEMENT = f"/statements/{NUMBER}/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(ON_THE_20TH + timedelta(hours=1)) as traveller:
        yield traveller


def read(assignment: Assignment, url: str) -> str:
    return client_of(assignment).get(url).content.decode()


def post(assignment: Assignment, url: str, **said: str) -> HttpResponse:
    return client_of(assignment).post(url, said)


def everything() -> list[list[object]]:
    return [list(model.objects.order_by("pk").values()) for model in (BilledMonth, MonthEvent, Statement)]


def test_it_goes_from_review_to_a_statement_that_the_municipality_reads(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    assert "Granska månaden" in read(cast.region_controller, DRAFT)
    assert post(cast.region_controller, REVIEW)["Location"] == DRAFT
    # Who reviewed it cannot issue it, and is told so.
    assert "Någon annan hos regionen ger ut dem." in read(cast.region_controller, DRAFT)
    assert "Ge ut underlaget" not in read(cast.region_controller, DRAFT)
    assert "Ge ut underlaget" in read(second_controller(cast), DRAFT)
    assert post(second_controller(cast), ISSUE)["Location"] == STATEMENT
    said = read(cast.municipal_controller, STATEMENT)
    for words in (
        f"Underlag {NUMBER}",
        "Region Halland till Halmstad, mars 2027",
        "25\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr",
        "vid stängningen, 8 april 2027",
        "T-4",
        "Den fasta vårdkontakten kallade inte till samordnad individuell planering före utskrivningen.",
        "LUS 5 kap. 3 § andra stycket",
        "Dag noll är 3/3.",
        "Dagar över gränsen",
        "Kontrollsumma",
    ):
        assert words in said, words
    assert NUMBER in read(cast.municipal_controller, MONTH)
    assert NUMBER in read(cast.municipal_controller, "/statements/")


def test_it_shows_what_another_reading_would_have_cost(cast: Cast) -> None:
    a_statement(cast)
    said = read(cast.municipal_controller, STATEMENT)
    assert "lämnar öppet, och vad månaden skulle kosta om det lästes på ett annat sätt" in said
    assert "ingen skillnad" in said


def test_it_shows_the_figures_so_far_while_the_month_is_open(cast: Cast) -> None:
    store(episode(1, discharged_at=datetime(2027, 4, 6, 9)), at=ON_THE_8TH)
    amount_of_2027(cast)
    said = read(cast.region_controller, DRAFT.replace("2027-03", "2027-04"))
    assert "Månaden kan granskas från 8 maj 2027." in said
    assert "T-1" in said
    assert "Granska månaden" not in said
    before = everything()
    post(cast.region_controller, REVIEW.replace("2027-03", "2027-04"))
    assert everything() == before


def test_it_says_what_is_missing(cast: Cast) -> None:
    a_march()
    assert "Beloppet per vårddygn för 2027 saknas." in read(cast.region_controller, DRAFT)
    before = everything()
    answer = client_of(cast.region_controller).post(REVIEW, follow=True)
    assert "Beloppet per vårddygn för 2027 saknas." in answer.content.decode()
    assert everything() == before


def test_it_asks_before_the_20th(cast: Cast, clock: time_machine.Traveller) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    clock.move_to(ON_THE_8TH + timedelta(days=1))
    by = second_controller(cast)
    assert "Enligt överenskommelsen skickas fakturan 20 april 2027." in read(by, DRAFT)
    before = everything()
    answer = client_of(by).post(ISSUE, follow=True)
    assert "Markera att du ger ut underlaget före den dagen" in answer.content.decode()
    assert everything() == before
    assert post(by, ISSUE, before_the_day="on")["Location"] == STATEMENT


def test_it_is_what_was_reviewed_that_is_shown_and_issued(cast: Cast) -> None:
    store(episode(1, municipality="1480", discharged_at=datetime(2027, 3, 8, 9)), at=IN_MARCH)
    amount_of_2027(cast)
    reviewed(cast, municipality="1480")
    store(episode(2, municipality="1480"), at=ON_THE_20TH)
    said = read(second_controller(cast), DRAFT.replace("1380", "1480"))
    assert "T-1" in said
    assert "T-2" not in said


def test_it_is_acknowledged(cast: Cast) -> None:
    a_statement(cast)
    assert "Vi har sett underlaget" in read(cast.municipal_controller, STATEMENT)
    assert "Vi har sett underlaget" not in read(cast.region_controller, STATEMENT)
    post(cast.municipal_controller, f"{STATEMENT}acknowledge/")
    assert "Vi har sett underlaget" not in read(cast.municipal_controller, STATEMENT)
    assert "Sett av kommunen" in read(cast.region_controller, STATEMENT)


def test_it_is_paid_on_a_day(cast: Cast) -> None:
    a_statement(cast)
    before = everything()
    refused = post(cast.region_controller, f"{STATEMENT}pay/", day="2027-04-19")
    assert refused.status_code == 422
    assert "En betalning kommer samma dag som underlaget eller senare" in refused.content.decode()
    assert post(cast.region_controller, f"{STATEMENT}pay/", day="i går").status_code == 422
    assert everything() == before
    assert post(cast.region_controller, f"{STATEMENT}pay/", day="2027-04-20").status_code == 302
    assert "20 april 2027" in read(cast.municipal_controller, MONTH)
    assert BilledMonth.objects.get().status == MonthStatus.PAID


def test_it_is_credited_by_two_and_issued_anew(cast: Cast) -> None:
    a_statement(cast)
    store(episode(9, discharged_at=datetime(2027, 3, 10, 9)), at=ON_THE_20TH)
    assert post(cast.region_controller, f"{STATEMENT}propose-credit/").status_code == 422
    post(cast.region_controller, f"{STATEMENT}propose-credit/", reason="Registrerat för sent")
    assert "Ge ut kreditnotan" not in read(cast.region_controller, STATEMENT)
    # The municipality learns of it when it is done.
    assert "Registrerat för sent" not in read(cast.municipal_controller, STATEMENT)
    credited = post(second_controller(cast), f"{STATEMENT}credit/")
    assert credited["Location"] == "/statements/13-2027-0002/"
    said = read(cast.municipal_controller, "/statements/13-2027-0002/")
    assert "Registrerat för sent" in said
    assert "Underlaget är krediterat" in read(cast.municipal_controller, STATEMENT)
    with_late = read(cast.region_controller, f"{DRAFT}?late=yes")
    assert "T-9" in with_late
    post(cast.region_controller, REVIEW, with_late="on")
    assert post(second_controller(cast), ISSUE)["Location"] == "/statements/13-2027-0003/"
    assert "T-9" in read(cast.municipal_controller, "/statements/13-2027-0003/")


def test_it_is_seen_by_both_sides_only(cast: Cast) -> None:
    a_statement(cast)
    expected = {"region_controller": 200, "municipal_controller": 200, "stranger_controller": 404}
    for name, assignment in cast.everybody():
        for url in (STATEMENT, DRAFT):
            answer = client_of(assignment).get(url)
            assert answer.status_code == expected.get(name, 403), (name, url)
            if name not in ("region_controller", "municipal_controller"):
                assert "T-1" not in answer.content.decode()
        listed = client_of(assignment).get("/statements/")
        assert listed.status_code == (200 if name in expected else 403), name
        assert (NUMBER in listed.content.decode()) == (expected.get(name) == 200)


def test_it_is_nobody_elses_to_do(cast: Cast) -> None:
    a_statement(cast)
    steps = [REVIEW, ISSUE, *(f"{STATEMENT}{step}/" for step in ("pay", "propose-credit", "credit"))]
    before = everything()
    for name, assignment in cast.everybody():
        for url in steps if name != "region_controller" else [f"{STATEMENT}acknowledge/"]:
            answer = post(assignment, url, day="2027-04-20", reason="fel")
            assert answer.status_code == (404 if name == "stranger_controller" else 403), (name, url)
    assert everything() == before


def test_it_writes_who_looked(cast: Cast) -> None:
    a_statement(cast)
    read(cast.municipal_controller, STATEMENT)
    looked = AccessLogEntry.objects.get(subject=f"statement {NUMBER}")
    assert (looked.assignment, looked.what) == (cast.municipal_controller, "statement page")


def test_it_shows_nothing_to_whose_assignment_has_ended(cast: Cast) -> None:
    a_statement(cast)
    client = client_of(cast.municipal_controller)
    end(cast.municipal_controller)
    assert client.get(STATEMENT).status_code == 302


def test_it_names_no_one_of_the_other_side_before_it_is_issued(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    assert "Rut Rask" in read(second_controller(cast), DRAFT)
    assert "Rut Rask" not in read(cast.municipal_controller, DRAFT)


def test_it_costs_the_same_queries_however_long_the_month(cast: Cast) -> None:
    a_statement(cast)
    store(*(episode(100 + at, municipality="1381") for at in range(60)), at=IN_MARCH)
    elsewhere = HALMSTAD | {"municipality": "1381"}
    reviewed(cast, **elsewhere)
    other = issue_statement(by=second_controller(cast), at=ON_THE_20TH, **elsewhere)
    counts = []
    for number in (NUMBER, other.number):
        client = client_of(cast.region_controller)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/statements/{number}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
