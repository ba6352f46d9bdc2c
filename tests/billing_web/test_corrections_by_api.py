"""Corrections by API: proposed, seen before and after, decided and undone by the rules of the pages."""

from collections.abc import Iterator

import pytest
import time_machine

from billing.core.corrections import CATALOGUE
from billing.models import Correction
from tests.billing_statements.corrected import EVIDENCE, ON_THE_10TH
from tests.billing_statements.issued import a_march, amount_of_2027, second_controller
from tests.cast import Cast, api_client_of

MONTH = "/api/v1/months/13/1380/2027-03/"
SAID = {
    "episode_id": "T-2",
    "kind": "wrong_ready_time",
    "at": "2027-03-06T08:00:00Z",
    "evidence": EVIDENCE,
}


@pytest.fixture(autouse=True)
def a_priced_march(cast: Cast) -> Iterator[None]:
    with time_machine.travel(ON_THE_10TH):
        a_march()
        amount_of_2027(cast)
        yield


def test_it_goes_from_a_proposal_to_one_that_is_undone(cast: Cast) -> None:
    payer, first = api_client_of(cast.municipal_controller), api_client_of(cast.region_controller)
    second = api_client_of(second_controller(cast))
    made = payer.post(f"{MONTH}corrections/", SAID)
    assert (made.status_code, made.json()["at"], made.json()["decision"]) == (201, "2027-03-06T09:00:00", "")
    url = f"/api/v1/corrections/{made.json()['number']}/"
    for client in (payer, first):
        (effect,) = client.get(url).json()["effects"]
        assert (effect["before"]["amount"], effect["after"]["amount"]) == ("25000.00", "0.00")
        assert (effect["before"]["line"]["days"], effect["after"]["line"]["days"]) == (4, 1)
        assert effect["difference"] == "-25000.00"
    assert second.post(f"{url}decide/", {"accept": True}).json()["decision"] == "accepted"
    assert payer.get(url).json()["is_in_force"] is True
    (line,) = [
        each
        for each in payer.get(f"{MONTH}statement/").json()["content"]["lines"]
        if each["episode_id"] == "T-2"
    ]
    assert line["corrections"][0]["evidence"] == EVIDENCE

    undoing = first.post(f"{url}undo/", {"evidence": "Fel"})
    assert (undoing.status_code, undoing.json()["undoes"]) == (201, made.json()["number"])
    second.post(f"/api/v1/corrections/{undoing.json()['number']}/decide/", {"accept": True})
    assert payer.get(url).json()["is_in_force"] is False
    assert len(payer.get(f"{MONTH}corrections/").json()["corrections"]) == 2


def test_it_tells_what_is_refused_and_why(cast: Cast) -> None:
    payer, second = api_client_of(cast.municipal_controller), api_client_of(second_controller(cast))
    fault = payer.post(f"{MONTH}corrections/", SAID | {"at": "2027-03-03T13:15"})
    assert (fault.status_code, fault.json()["code"]) == (409, "correction_fault")
    assert fault.json()["data"] == {"field": "at", "fault": "nothing_changes"}
    unknown = payer.post(f"{MONTH}corrections/", SAID | {"kind": "nonsense"})
    assert (unknown.status_code, list(unknown.json()["errors"])) == (400, ["kind"])
    missing = payer.post(f"{MONTH}corrections/", SAID | {"episode_id": "T-99"})
    assert missing.json()["code"] == "no_such_episode"
    assert Correction.objects.count() == 0
    url = f"/api/v1/corrections/{payer.post(f'{MONTH}corrections/', SAID).json()['number']}/"
    assert second.post(f"{url}decide/", {"accept": False}).json()["data"]["fault"] == "no_reason"
    assert payer.post(f"{url}decide/", {"accept": True}).status_code == 403
    assert payer.post(f"{url}withdraw/").json()["decision"] == "withdrawn"
    assert second.post(f"{url}decide/", {"accept": True}).json()["code"] == "correction_decided"
    assert second.post(f"{url}undo/", {"evidence": "Fel"}).json()["code"] == "correction_not_in_force"


def test_it_tells_what_can_be_corrected(cast: Cast) -> None:
    kinds = api_client_of(cast.municipal_controller).get("/api/v1/corrections/catalogue/").json()["kinds"]
    assert [each["kind"] for each in kinds] == list(CATALOGUE)
    assert [each["kind"] for each in kinds if each["proposed_by"] == ["region"]] == ["test"]
