"""A municipality proposes a correction in the browser, sees what it changes, and the region's second person decides."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts.models import AccessLogEntry
from billing.core.corrections import CorrectionKind
from billing.models import Correction
from tests.billing_statements.corrected import EVIDENCE, ON_THE_10TH, decided, proposed
from tests.billing_statements.issued import a_march, amount_of_2027, issued, second_controller
from tests.billing_web.test_statement_pages import read
from tests.cast import Cast, client_of

MONTH = "/months/13/1380/2027-03/"
CORRECTIONS = f"{MONTH}corrections/"
PROPOSAL = {
    "episode": "T-2",
    "kind": "wrong_ready_time",
    "at": "2027-03-06T09:00",
    "evidence": EVIDENCE,
    "reference": "Dnr 2027-14",
}
ASKED = f"{CORRECTIONS}?episode=T-2&kind=wrong_ready_time"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(ON_THE_10TH) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def a_priced_march(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)


def everything() -> list[object]:
    return list(Correction.objects.order_by("pk").values())


def test_it_goes_from_the_row_of_the_month_to_a_decision_that_the_statement_tells_of(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    municipality, region = client_of(cast.municipal_controller), client_of(second_controller(cast))
    assert f"{CORRECTIONS}?episode=T-2" in read(cast.municipal_controller, MONTH)
    assert "Gå vidare" in read(cast.municipal_controller, f"{CORRECTIONS}?episode=T-2")
    asked = read(cast.municipal_controller, ASKED)
    assert "Rätt tid" in asked
    assert "Första dagen som inte räknas" not in asked

    answer = municipality.post(ASKED, PROPOSAL)
    number = Correction.objects.get().pk
    assert answer["Location"] == f"/corrections/{number}/"
    for reader in (cast.municipal_controller, cast.region_controller):
        said = read(reader, f"/corrections/{number}/")
        for words in (
            "Utskrivningsklar är registrerat med fel tid: 6 mars 2027 09.00",
            "4\N{NO-BREAK SPACE}dagar, i snittet",
            "1\N{NO-BREAK SPACE}dag, i snittet",
            "\N{MINUS SIGN}25\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr",
            EVIDENCE,
            "Dnr 2027-14",
            "väntar på beslut",
        ):
            assert words in said, words
    assert "Godta rättelsen" not in read(cast.municipal_controller, f"/corrections/{number}/")
    assert "1 väntar på beslut" in read(cast.region_controller, MONTH)

    region.post(f"/corrections/{number}/decide/", {"decision": "accept", "reason": ""})
    month = read(cast.municipal_controller, MONTH)
    assert "rättat" in month
    assert f"/corrections/{number}/" in month
    assert EVIDENCE in client_of(cast.municipal_controller).get(f"{MONTH}?format=csv").content.decode()
    clock.shift(timedelta(days=10))
    statement = issued(cast, reviewed_at=ON_THE_10TH + timedelta(hours=1))
    assert EVIDENCE in read(cast.municipal_controller, f"/statements/{statement.number}/")
    assert EVIDENCE in read(cast.municipal_controller, f"/statements/{statement.number}/lines.csv")


def test_it_says_beside_the_field_what_is_at_fault(cast: Cast) -> None:
    answer = client_of(cast.municipal_controller).post(ASKED, PROPOSAL | {"at": "2027-03-03T13:15"})
    assert answer.status_code == 422
    assert "Underlaget säger redan så" in answer.content.decode()
    assert everything() == []


def test_it_asks_whether_it_never_happened(cast: Cast) -> None:
    client, said = client_of(cast.municipal_controller), PROPOSAL | {"kind": "admission_notice", "at": ""}
    url = f"{CORRECTIONS}?episode=T-2&kind=admission_notice"
    assert client.post(url, said).status_code == 422
    assert everything() == []
    assert client.post(url, said | {"never": "on"}).status_code == 302
    assert Correction.objects.get().civil_at is None


@pytest.mark.parametrize(
    ("said", "words"),
    [({"kind": "nonsense"}, ""), ({"kind": "test"}, ""), ({"episode": "T-99"}, "inget sådant vårdtillfälle")],
)
def test_it_refuses_what_is_not_in_the_catalogue_or_the_month(
    cast: Cast, said: dict[str, str], words: str
) -> None:
    answer = client_of(cast.municipal_controller).post(CORRECTIONS, PROPOSAL | said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert everything() == []


def test_it_lets_nobody_decide_on_the_own_proposal(cast: Cast) -> None:
    number = proposed(cast, by=cast.region_controller).pk
    assert "Någon annan hos regionen beslutar" in read(cast.region_controller, f"/corrections/{number}/")
    before = everything()
    answer = client_of(cast.region_controller).post(f"/corrections/{number}/decide/", {"decision": "accept"})
    assert answer.status_code == 403
    assert everything() == before


def test_it_rejects_with_a_reason_only(cast: Cast) -> None:
    number, client = proposed(cast).pk, client_of(second_controller(cast))
    before = everything()
    answer = client.post(f"/corrections/{number}/decide/", {"decision": "reject", "reason": ""})
    assert answer.status_code == 422
    assert "Skriv varför förslaget avslås." in answer.content.decode()
    assert everything() == before
    client.post(f"/corrections/{number}/decide/", {"decision": "reject", "reason": "Annan patient"})
    assert "Annan patient" in read(cast.municipal_controller, f"/corrections/{number}/")


def test_it_withdraws_and_undoes(cast: Cast) -> None:
    first = proposed(cast)
    client_of(cast.municipal_controller).post(f"/corrections/{first.pk}/withdraw/")
    assert "tillbakadragen" in read(cast.region_controller, CORRECTIONS)
    second = decided(cast, proposed(cast))
    client_of(cast.municipal_controller).post(
        f"/corrections/{second.pk}/undo/", {"evidence": "Fel avdelning"}
    )
    undoing = Correction.objects.latest("pk")
    client_of(second_controller(cast)).post(f"/corrections/{undoing.pk}/decide/", {"decision": "accept"})
    said = read(cast.region_controller, CORRECTIONS)
    assert f"Ta bort rättelse {second.pk}" in said
    assert "borttagen" in said


def test_it_shows_a_municipality_only_its_own_side_of_a_move(cast: Cast) -> None:
    correction = proposed(cast, kind=CorrectionKind.WRONG_MUNICIPALITY, to_municipality="1384")
    said = read(cast.municipal_controller, f"/corrections/{correction.pk}/")
    assert "<caption>Halmstad, mars 2027" in said
    assert "<caption>Kungsbacka, mars 2027" not in said
    assert "<caption>Kungsbacka, mars 2027" in read(cast.region_controller, f"/corrections/{correction.pk}/")


def test_it_says_how_to_go_on_when_the_month_is_issued(cast: Cast, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(days=11))
    issued(cast)
    said = read(cast.municipal_controller, CORRECTIONS)
    assert "Månaden kan inte rättas längre" in said
    assert "kreditnota" in said
    answer = client_of(cast.municipal_controller).post(CORRECTIONS, PROPOSAL)
    assert answer.status_code == 422
    assert "kan inte rättas längre" in answer.content.decode()
    assert everything() == []


def test_it_is_another_organisations_and_not_there(cast: Cast) -> None:
    number = proposed(cast).pk
    for url in (CORRECTIONS, f"/corrections/{number}/"):
        assert client_of(cast.stranger_controller).get(url).status_code == 404
        assert client_of(cast.nurse).get(url).status_code == 403


def test_it_logs_who_looked(cast: Cast) -> None:
    number = proposed(cast).pk
    read(cast.municipal_controller, f"/corrections/{number}/")
    assert AccessLogEntry.objects.filter(what="correction page", subject="month 13/1380/2027-03").count() == 1
