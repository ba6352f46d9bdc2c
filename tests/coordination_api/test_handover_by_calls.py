"""A unit's own system has the hand-over and the list for an outage, as its people see them."""

from django.utils import timezone

from accounts.models import AccessLogEntry
from coordination.models import ListLook
from tests.cast import Cast, api_client_of
from tests.coordination_web.ward_day import HOUR, ward_day

HANDOVER, OUTAGE = "/api/v1/handover/", "/api/v1/handover/outage/"


def test_it_tells_what_others_have_done_until_it_has_been_seen(cast: Cast) -> None:
    story = ward_day(cast)["notified"]
    story.municipality_receives(timezone.now() - HOUR)
    client = api_client_of(cast.nurse)

    def news(address: str = HANDOVER) -> list[tuple[str, str]]:
        answer = client.get(address)
        assert "Andersson" not in answer.text
        lines = {line["row"]["case"]: line["news"] for line in answer.json()["lines"]}
        return [(one["step"], one["unit"]) for one in lines[str(story.case.pk)]]

    assert news() == [("notice_received", cast.intake.name)]
    assert client.post(f"{HANDOVER}seen/").status_code == 204
    assert news() == []
    assert news(f"{HANDOVER}?since=shift") == [("notice_received", cast.intake.name)]


def test_it_names_the_units_patients_for_an_outage_and_logs_each_look(cast: Cast) -> None:
    day = ward_day(cast)
    lines = api_client_of(cast.nurse).get(OUTAGE).json()
    assert {line["row"]["case"] for line in lines} == {str(story.case.pk) for story in day.values()}
    assert {"Anna Andersson", None} < {line["name"] for line in lines}
    assert all(line["identity_number"] for line in lines)
    looks = AccessLogEntry.objects.filter(what="outage list", user=cast.nurse.user)
    assert {one.case_id for one in looks} == {story.case.pk for story in day.values()}


def test_it_tells_strangers_nothing_and_others_that_they_may_not(cast: Cast) -> None:
    ward_day(cast)
    stranger, controller = api_client_of(cast.stranger_officer), api_client_of(cast.municipal_controller)
    assert stranger.get(HANDOVER).json()["lines"] == []
    assert stranger.get(OUTAGE).json() == []
    assert [controller.get(one).status_code for one in (HANDOVER, OUTAGE)] == [403, 403]
    assert controller.post(f"{HANDOVER}seen/").status_code == 403
    assert not AccessLogEntry.objects.exists()
    assert not ListLook.objects.exists()
