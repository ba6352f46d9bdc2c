"""Episodes of another system: stored once, refused when changed, corrected when said so, known from when they came."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from coordination.actions.imports import BATCH, record_episodes
from coordination.exchange_errors import EpisodesChanged, EpisodesKnownLater
from coordination.models import Case, EpisodeFacts, Event
from tests.cast import Cast
from tests.coordination.stored import everything_stored, known_at
from tests.coordination.stories import Story, at

APRIL = at("2026-04-01T08:00")
MAY = at("2026-05-01T08:00")

pytestmark = pytest.mark.django_db


def row(episode_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "episode_id": episode_id,
        "municipality": "1380",
        "placing_municipality": None,
        "care_type": "somatic",
        "admitted_at": datetime(2026, 3, 3, 9, 10),
        "need_assessed_at": None,
        "admission_notice_at": datetime(2026, 3, 3, 11, 40),
        "needs_municipal_services": True,
        "needs_health_care": True,
        "care_contact_at": None,
        "discharge_ready_at": datetime(2026, 3, 5, 13, 15),
        "sip_required": False,
        "sip_called_at": None,
        "region_unavailable_from": None,
        "region_unavailable_to": None,
        "discharged_at": datetime(2026, 3, 6, 10, 30),
        **changes,
    }


def imported(*rows: dict[str, Any], **how: Any) -> tuple[int, int, int]:
    found = record_episodes("13", rows, **{"registered_at": APRIL, **how})
    return found.added, found.unchanged, found.corrected


def test_it_stores_an_episode_as_an_event_of_a_case_without_a_patient() -> None:
    assert imported(row("E1", placing_municipality="1384")) == (1, 0, 0)
    case = Case.objects.get()
    assert (case.number, case.source, case.status, case.version) == ("E1", "import", "imported", 1)
    assert (case.patient, case.ward, case.liable_municipality_code) == (None, None, "1384")
    event = case.events.get()
    assert (event.step, event.by, event.registered_at) == ("episode_imported", None, APRIL)
    facts = case.facts.get()
    assert (facts.known_from, facts.superseded_at) == (APRIL, None)
    stored = {name: getattr(facts, name) for name in row("E1")}
    assert stored == row("E1", placing_municipality="1384")


def test_it_changes_nothing_the_second_time() -> None:
    rows = [row("E1"), row("E2", discharged_at=None)]
    imported(*rows)
    stored = everything_stored()
    assert imported(*rows, registered_at=MAY) == (0, 2, 0)
    assert everything_stored() == stored
    assert imported(*rows, row("E3"), registered_at=MAY) == (1, 2, 0)


def test_it_refuses_another_content_and_names_every_such_episode() -> None:
    imported(row("E1"), row("E2"), row("E3"))
    stored = everything_stored()
    with pytest.raises(EpisodesChanged) as refused:
        imported(row("E1", municipality="1384"), row("E2"), row("E3", sip_required=True), row("E4"))
    assert refused.value.episode_ids == ("E1", "E3")
    assert everything_stored() == stored


def test_it_records_a_correction_beside_what_was_known_before() -> None:
    imported(row("E1"), row("E2"))
    later = datetime(2026, 3, 7, 10, 30)
    assert imported(row("E1", discharged_at=later), row("E2"), registered_at=MAY, correct=True) == (0, 1, 1)
    case = Case.objects.get(number="E1")
    assert list(case.events.values_list("step", flat=True)) == ["episode_imported", "episode_corrected"]
    assert (case.version, case.discharged_at) == (2, at("2026-03-07T10:30"))
    known = {
        when: known_at(EpisodeFacts.objects.all(), when)
        .filter(episode_id="E1")
        .values_list("discharged_at", flat=True)
        for when in (APRIL - timedelta(seconds=1), APRIL, MAY - timedelta(seconds=1), MAY)
    }
    assert [list(times) for times in known.values()] == [
        [],
        [datetime(2026, 3, 6, 10, 30)],
        [datetime(2026, 3, 6, 10, 30)],
        [later],
    ]
    # A corrected episode keeps its place in the order.
    assert list(EpisodeFacts.objects.latest().order_by("place").values_list("episode_id", flat=True)) == [
        "E1",
        "E2",
    ]


def test_it_refuses_a_correction_registered_before_what_it_corrects() -> None:
    imported(row("E1"))
    stored = everything_stored()
    with pytest.raises(EpisodesKnownLater):
        imported(row("E1", sip_required=True), registered_at=APRIL, correct=True)
    assert everything_stored() == stored


def test_it_never_overwrites_a_case_that_is_worked_with_here(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    for correct in (False, True):
        with pytest.raises(EpisodesChanged):
            imported(row(story.case.number), correct=correct)
    assert everything_stored() == stored


def test_it_gives_no_new_case_a_number_that_an_imported_episode_has(cast: Cast) -> None:
    imported(row("H26-00001"))
    assert Story(cast).case.number == "H26-00002"


def test_it_keeps_regions_apart() -> None:
    imported(row("E1"))
    assert record_episodes("20", [row("E1", municipality="2080")], registered_at=APRIL).added == 1
    assert Case.objects.count() == 2


def test_it_stores_what_the_events_say() -> None:
    times = {"admitted_at": datetime(2026, 10, 24, 9, 0), "discharge_ready_at": datetime(2026, 10, 25, 2, 30)}
    imported(
        row("E1", **times, discharged_at=datetime(2026, 10, 25, 2, 45)), row("E2", needs_health_care=False)
    )
    imported(row("E2", sip_called_at=datetime(2026, 3, 4, 9, 0)), registered_at=MAY, correct=True)
    for command in ("check_facts", "check_deadlines"):
        out = StringIO()
        call_command(command, stdout=out)
        assert out.getvalue() == "0 differences\n"


def test_it_takes_more_than_a_batch_in_the_order_of_the_file() -> None:
    rows = [row(f"E{place:05}") for place in range(BATCH + 3, 0, -1)]
    assert imported(*rows) == (BATCH + 3, 0, 0)
    assert imported(*rows) == (0, BATCH + 3, 0)
    assert Event.objects.count() == BATCH + 3
    stored = EpisodeFacts.objects.order_by("place").values_list("episode_id", flat=True)
    assert list(stored) == [one["episode_id"] for one in rows]


def test_it_is_nobodys_to_see(cast: Cast) -> None:
    imported(row("E1"))
    assert not any(Case.objects.visible_to(somebody).exists() for _, somebody in cast.everybody())
