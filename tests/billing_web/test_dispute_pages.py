"""A municipality contests a line in the browser; both read the log; the region decides and shows the way on."""

from collections.abc import Iterator

import pytest
import time_machine

from billing.models import BilledMonth, Dispute, DisputeEvent, MonthEvent
from tests.billing_statements.contested import IN_MAY, ON_THE_22ND, REASON, contested
from tests.billing_statements.issued import a_statement, second_controller
from tests.billing_web.test_statement_pages import NUMBER, STATEMENT, read
from tests.cast import Cast, client_of


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(ON_THE_22ND) as traveller:
        yield traveller


def everything() -> list[list[object]]:
    models = (Dispute, DisputeEvent, BilledMonth, MonthEvent)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_it_goes_from_the_line_of_a_statement_to_a_credit_note(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    a_statement(cast)
    said = read(cast.municipal_controller, f"{STATEMENT}?contest=T-1")
    assert 'href="?contest=T-2#contest"' in said
    assert 'value="T-1"' in said
    assert "Bestrid" not in read(cast.region_controller, STATEMENT)
    payer = client_of(cast.municipal_controller)
    answer = payer.post(f"{STATEMENT}contest/", {"episodes": "T-1", "reason": REASON})
    url = f"/disputes/{Dispute.objects.get().pk}/"
    assert answer["Location"] == url
    for reader in (cast.municipal_controller, cast.region_controller):
        page = read(reader, url)
        for words in (
            f"Tvist om {NUMBER}",
            REASON,
            "15\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr",
            "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr",
            "Förhandling mellan parterna",
            "Halmstads tingsrätt",
            "22 maj 2027",
        ):
            assert words in page, words
    assert "bestritt" in read(cast.region_controller, "/statements/")
    assert "Hålls inne medan det är bestritt" in read(cast.region_controller, STATEMENT)

    payer.post(f"{url}analysis/")
    client_of(cast.region_controller).post(f"{url}note/", {"text": "Vi har läst loggen."})
    assert "Vi har läst loggen." in read(cast.municipal_controller, url)
    proposal = {"outcome": "upheld", "reason": "Samtalet gjordes aldrig."}
    client_of(cast.region_controller).post(f"{url}propose/", proposal)
    # What is only proposed the municipality does not see.
    assert "Samtalet gjordes aldrig." not in read(cast.municipal_controller, url)
    assert "Besluta så" not in read(cast.region_controller, url)
    assert "Besluta så" in read(second_controller(cast), url)
    client_of(second_controller(cast)).post(f"{url}decide/")
    page = read(cast.municipal_controller, url)
    assert "Kommunen får rätt" in page
    assert "Samtalet gjordes aldrig." in page
    assert "Underlaget ska krediteras och ges ut på nytt" in page
    clock.move_to(IN_MAY)
    client_of(cast.region_controller).post(f"{STATEMENT}credit/")
    assert "avslutat med kreditnota" in read(cast.municipal_controller, url)


def test_it_contests_the_whole_month_and_takes_it_on(cast: Cast) -> None:
    a_statement(cast)
    payer = client_of(cast.municipal_controller)
    payer.post(f"{STATEMENT}contest/", {"episodes": "", "reason": REASON})
    url = f"/disputes/{Dispute.objects.get().pk}/"
    assert "hela månaden" in read(cast.region_controller, url)
    assert "Lyft till nästa nivå: Halmstads tingsrätt" in read(cast.region_controller, url)
    payer.post(f"{url}escalate/")
    assert "Lyft till nästa nivå: Halmstads tingsrätt" in read(cast.region_controller, url)
    payer.post(f"{url}withdraw/")
    assert "inte längre bestritt" in read(cast.region_controller, url)
    assert "Bestrid underlaget" in read(cast.municipal_controller, STATEMENT)


def test_it_says_beside_the_field_what_is_at_fault(cast: Cast) -> None:
    a_statement(cast)
    before = everything()
    payer = client_of(cast.municipal_controller)
    for said, words in [
        ({"episodes": "T-99", "reason": REASON}, "Välj vårdtillfällen som står på underlaget"),
        ({"episodes": "T-1", "reason": ""}, "error-summary"),
    ]:
        answer = payer.post(f"{STATEMENT}contest/", said)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert everything() == before


def test_it_registers_what_is_not_contested_as_paid(cast: Cast) -> None:
    contested(cast, episodes=("T-1",))
    client = client_of(cast.region_controller)
    assert "Bara det som kommunen inte bestrider är betalt" in read(cast.region_controller, STATEMENT)
    client.post(f"{STATEMENT}pay/", {"day": "2027-04-22", "undisputed": "on"})
    said = read(cast.municipal_controller, STATEMENT)
    assert "Delvis betalt" in said
    assert "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr den 22 april 2027" in said
    assert "Bara det som kommunen inte bestrider är betalt" not in read(cast.region_controller, STATEMENT)


def test_it_shows_the_month_as_contested(cast: Cast) -> None:
    contested(cast)
    assert "bestritt" in read(cast.region_controller, "/months/?month=2027-03")


def test_it_is_another_organisations_and_not_there(cast: Cast) -> None:
    url = f"/disputes/{contested(cast).pk}/"
    before = everything()
    assert client_of(cast.stranger_controller).get(url).status_code == 404
    assert client_of(cast.stranger_controller).post(f"{url}note/", {"text": "x"}).status_code == 404
    assert client_of(cast.nurse).get(url).status_code == 403
    assert client_of(cast.region_controller).post(f"{url}withdraw/").status_code == 403
    assert everything() == before
