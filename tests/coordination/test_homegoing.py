"""The track, the home-ready checklist and the patient's summary: help on the way, never a hindrance."""

import pytest

from coordination.core.homegoing import HomeReadyItem, HomeReadyState
from coordination.core.move import Move
from coordination.core.states import Capacity, Step
from coordination.core.untimed_moves import untimed_moves
from coordination.errors import NoSuchTrack, NotYourLine, TrackIsFixed
from tests.cast import Cast, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

pytestmark = pytest.mark.django_db


def notified(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    return story


def test_it_takes_a_track_of_the_region_and_no_other(cast: Cast) -> None:
    story = notified(cast)
    story.chooses_track(at("2026-03-04T09:00"), "yellow")
    story.chooses_track(at("2026-03-04T10:00"), "red")
    assert story.history.track.code == "red"
    stored = everything_stored()
    with pytest.raises(NoSuchTrack):
        story.chooses_track(at("2026-03-04T11:00"), "blue")
    assert everything_stored() == stored


def test_it_changes_a_fixed_track_for_a_reason_alone(cast: Cast) -> None:
    """Halland: red follows from the planning basis and is not changed."""
    story = notified(cast)
    story.chooses_track(at("2026-03-04T09:00"), "red")
    stored = everything_stored()
    with pytest.raises(TrackIsFixed):
        story.chooses_track(at("2026-03-04T10:00"), "yellow")
    assert everything_stored() == stored
    story.chooses_track(at("2026-03-04T10:00"), "yellow", reason="bor på särskilt boende")
    assert story.history.track.name == "Gult spår"


def test_it_asks_for_a_sip_at_once_where_the_track_does(cast: Cast) -> None:
    story = notified(cast)

    def called_for() -> list[Move]:
        return [move for move in untimed_moves(story.history) if move.step is Step.SIP_CALLED]

    story.chooses_track(at("2026-03-04T09:00"), "yellow")
    assert called_for() == []
    story.chooses_track(at("2026-03-04T10:00"), "red")
    (move,) = called_for()
    assert (move.acting, move.due_at) == (Capacity.OUTPATIENT, None)
    story.call_to_sip(at("2026-03-04T11:00"))
    assert called_for() == []


def test_it_comes_with_a_planning_basis(cast: Cast) -> None:
    """Halland: the track follows from the planning basis."""
    story = notified(cast)
    story.municipality_gives_basis(at("2026-03-04T09:00"), track="red")
    assert (story.history.track.code, story.history.track.is_fixed) == ("red", True)
    assert Step.SIP_CALLED in {move.step for move in untimed_moves(story.history)}
    story.municipality_gives_basis(at("2026-03-04T09:30"))
    assert story.history.track.code == "red"
    stored = everything_stored()
    for code, refusal in (("blue", NoSuchTrack), ("yellow", TrackIsFixed)):
        with pytest.raises(refusal):
            story.municipality_gives_basis(at("2026-03-04T10:00"), track=code)
    assert everything_stored() == stored
    story.municipality_gives_basis(at("2026-03-04T10:00"), track="yellow", track_reason="bor på boende")
    assert story.history.track.code == "yellow"


def test_it_goes_when_the_planning_basis_is_struck_out(cast: Cast) -> None:
    story = notified(cast)
    given = story.municipality_gives_basis(at("2026-03-04T09:00"), track="red")
    story.put_right(at("2026-03-04T10:00"), given.sequence, by=cast.case_officer)
    assert story.history.track is None


def test_it_asks_for_no_second_call_while_the_laws_days_run(cast: Cast) -> None:
    story = notified(cast)
    story.chooses_track(at("2026-03-04T10:00"), "red")
    story.is_ready(at("2026-03-05T09:00"))
    assert Step.SIP_CALLED not in {move.step for move in untimed_moves(story.history)}


def test_it_keeps_each_line_as_it_was_answered_last(cast: Cast) -> None:
    story = notified(cast)
    item = HomeReadyItem.MEDICINES_UNBROKEN
    story.checks_home_ready(at("2026-03-04T09:00"), item, HomeReadyState.LEFT, comment="dos beställd")
    story.checks_home_ready(at("2026-03-04T10:00"), item, comment="dos hämtad")
    story.checks_home_ready(at("2026-03-04T10:05"), HomeReadyItem.HOME_PREPARED, by=cast.case_officer)
    found = {item: (line.state, line.comment) for item, (_, line) in story.history.checklist.items()}
    assert found == {
        item: (HomeReadyState.DONE, "dos hämtad"),
        HomeReadyItem.HOME_PREPARED: (HomeReadyState.DONE, ""),
    }


def test_it_lets_nobody_answer_for_another_party(cast: Cast) -> None:
    story = notified(cast)
    stored = everything_stored()
    with pytest.raises(NotYourLine):
        story.checks_home_ready(at("2026-03-04T09:00"), HomeReadyItem.HOME_PREPARED)
    assert everything_stored() == stored


def test_it_holds_nobody_up(cast: Cast) -> None:
    story = notified(cast)
    story.checks_home_ready(at("2026-03-04T09:00"), state=HomeReadyState.LEFT)
    story.is_ready(at("2026-03-05T09:00"))
    story.goes_home(at("2026-03-05T12:00"))
    assert story.status() == "discharged"


def test_it_shows_the_summary_to_the_parties_and_hides_it_from_strangers(cast: Cast) -> None:
    story = notified(cast)
    address = f"/cases/{story.case.pk}/summary/"
    assert client_of(cast.nurse).get(address).status_code == 404
    story.gives_summary(at("2026-03-05T10:00"))
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        assert "hemtjänsten kommer i kväll" in client_of(who).get(address).text
    assert client_of(cast.stranger_officer).get(address).status_code == 404


def test_it_sends_only_the_lines_that_were_changed(cast: Cast) -> None:
    story = notified(cast)
    client = client_of(cast.nurse)
    address = f"/cases/{story.case.pk}/home-ready-checked/"
    page = client.get(address).text
    key = page.split('name="key" value="')[1].split('"')[0]
    story.case.refresh_from_db()
    said = {item.value: "left" for item in HomeReadyItem} | {"transport_ordered": "done"}
    answer = client.post(address, {**said, "version": story.case.version, "key": key})
    assert answer.status_code == 302
    assert set(story.history.checklist) == {HomeReadyItem.TRANSPORT_ORDERED}
