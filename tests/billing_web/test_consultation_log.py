"""What a party plans is told to the others, who answer before it takes effect; nothing is written over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import UnitKind
from billing.actions.consultations import answer_change, register_change, withdraw_change
from billing.actions.terminations import CannotEnter
from billing.errors import ChangeIsWithdrawn, ConsultationIsOver, OwnChange
from billing.models import ConsultationAnswer, PlannedChange, Position
from billing.texts.consultations import consulted
from coordination.models import Announcement
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of, make_assignment, make_unit

LOG, CALLS = "/agreements/consultations/", "/api/v1/consultations/"


def in_a_month() -> date:
    return timezone.localdate() + timedelta(days=30)


def a_change(cast: Cast, **said: object) -> PlannedChange:
    given = {"agreement": "halland-2027", "title": "Färre platser", "what": "Avd 4B stänger fyra platser."}
    return register_change(by=cast.region_controller, **given | {"takes_effect_on": in_a_month()} | said)


def test_it_tells_the_others_at_once_and_shows_who_has_not_answered(cast: Cast) -> None:
    said = {"agreement": "halland-2027", "title": "Färre platser", "what": "Avd 4B stänger fyra platser."}
    region = client_of(cast.region_controller)
    answer = region.post(LOG, said | {"takes_effect_on": in_a_month().isoformat()})
    change = PlannedChange.objects.get()
    assert answer["Location"] == f"{LOG}{change.pk}/"
    told = Announcement.objects.filter(kind="consultation").values_list("unit__organisation__code", flat=True)
    assert {"1380", "1384"} >= set(told) >= {"1380"}
    assert "6 parter har inte svarat" in words(client_of(cast.municipal_controller), LOG)
    assert "Avd 4B" not in "".join(one.path for one in Announcement.objects.all())


def test_it_takes_an_answer_of_another_party_and_keeps_the_earlier_one(cast: Cast) -> None:
    change = a_change(cast)
    municipality = client_of(cast.municipal_controller)
    url = f"{LOG}{change.pk}/"
    assert municipality.post(url, {"position": "objects", "words": "Vi hinner inte."})["Location"] == url
    assert "en part invänder" in words(client_of(cast.region_controller), LOG)
    assert "Halmstad Vi invänder Vi hinner inte." in words(client_of(cast.region_controller), url)
    municipality.post(url, {"position": "no_objection", "words": ""})
    assert "5 parter har inte svarat" in words(client_of(cast.region_controller), LOG)
    assert ConsultationAnswer.objects.count() == 2
    (halmstad,) = [party for party in consulted(change) if party.code == "1380"]
    assert halmstad.answer.position == Position.NO_OBJECTION


def test_it_says_what_is_needed_of_an_objection(cast: Cast) -> None:
    change = a_change(cast)
    answer = client_of(cast.municipal_controller).post(f"{LOG}{change.pk}/", {"position": "objects"})
    assert answer.status_code == 422
    assert "Skriv vad ni vill ta upp." in answer.content.decode()
    assert not ConsultationAnswer.objects.exists()


@pytest.mark.parametrize("days", [0, -1])
def test_it_asks_before_the_change_is_made_and_not_after(cast: Cast, days: int) -> None:
    with pytest.raises(CannotEnter):
        a_change(cast, takes_effect_on=timezone.localdate() + timedelta(days=days))
    assert not PlannedChange.objects.exists()
    assert not Announcement.objects.exists()


def test_it_takes_no_answer_once_the_day_has_come(cast: Cast) -> None:
    change = a_change(cast, takes_effect_on=timezone.localdate() + timedelta(days=1))
    answers = {"by": cast.municipal_controller, "position": Position.NO_OBJECTION}
    with pytest.raises(ConsultationIsOver):
        answer_change(change, **answers, at=timezone.now() + timedelta(days=1))
    assert not ConsultationAnswer.objects.exists()
    answer_change(change, **answers)


def test_it_takes_no_answer_of_the_own_organisation_nor_to_what_is_withdrawn(cast: Cast) -> None:
    change = a_change(cast)
    with pytest.raises(OwnChange):
        answer_change(change, by=cast.system_administrator, position=Position.NO_OBJECTION)
    with pytest.raises(NotAllowed):
        withdraw_change(change, by=cast.municipal_controller)
    withdraw_change(change, by=cast.region_controller)
    withdraw_change(change, by=cast.region_controller)
    with pytest.raises(ChangeIsWithdrawn):
        answer_change(change, by=cast.municipal_controller, position=Position.NO_OBJECTION)
    assert not ConsultationAnswer.objects.exists()
    assert "återtagen" in words(client_of(cast.municipal_controller), LOG)


def test_it_hides_it_from_who_is_no_party(cast: Cast) -> None:
    change = a_change(cast)
    office = make_unit(cast.dalarna, "Ekonomi", UnitKind.FINANCE)
    dalarna = make_assignment(office, Role.REGION_CONTROLLER, "Doris Dahl")
    stranger = client_of(dalarna)
    assert stranger.get(f"{LOG}{change.pk}/").status_code == 404
    assert "Färre platser" not in stranger.get(LOG).content.decode()
    assert client_of(cast.nurse).get(LOG).status_code == 403
    with pytest.raises(CannotEnter):
        register_change(
            by=dalarna,
            agreement="halland-2027",
            title="A",
            what="B",
            takes_effect_on=in_a_month(),
        )


def test_it_works_the_same_for_other_systems(cast: Cast) -> None:
    region, municipality = api_client_of(cast.region_controller), api_client_of(cast.municipal_controller)
    said = {"agreement": "halland-2027", "title": "Färre platser", "what": "Fyra färre."}
    made = region.post(CALLS, said | {"takes_effect_on": in_a_month().isoformat()}, format="json")
    assert made.status_code == 201
    url = f"{CALLS}{made.json()['id']}/"
    answered = municipality.post(f"{url}answers/", {"position": "no_objection"}, format="json").json()
    assert [party["position"] for party in answered["parties"] if party["code"] == "1380"] == ["no_objection"]
    assert [change["title"] for change in municipality.get(CALLS).json()["changes"]] == ["Färre platser"]
    assert region.post(f"{url}withdraw/").json()["withdrawn_at"]
    refused = municipality.post(f"{url}answers/", {"position": "no_objection"}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "change_is_withdrawn")
