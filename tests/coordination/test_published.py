"""What billing may read: facts as known at a time, by region, municipality and dates; and links for the parties."""

import struct
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.dated import DatePeriod
from coordination.actions.imports import record_episodes
from coordination.published import (
    COLUMN_KINDS,
    FACT_COLUMNS,
    TEXT,
    TRUTH,
    WHOLE_NUMBER,
    cases_of_episodes,
    fact_columns,
)
from tests.cast import Cast
from tests.coordination.stories import Story, at
from tests.coordination.test_imports import row

APRIL = at("2026-04-01T08:00")
MAY = at("2026-05-01T08:00")
MARCH = DatePeriod(date(2026, 3, 1), date(2026, 3, 31))

pytestmark = pytest.mark.django_db


def read(**asked: Any) -> list[dict[str, Any]]:
    """The rows in the order in which they were first recorded."""
    sent = fact_columns((*FACT_COLUMNS, "place"), **{"discharged": MARCH, **asked})
    if sent is None:
        return []
    columns = {name: read_plainly(COLUMN_KINDS[name], piece) for name, piece in sent.items()}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    rows.sort(key=lambda each: each["place"])
    return [{name: each[name] for name in FACT_COLUMNS} for each in rows]


def read_plainly(kind: int, sent: bytes) -> list[Any]:
    """What the bytes of a column say, value by value."""
    if kind == TEXT:
        return [text or None for text in sent.decode().split("\0")]
    if kind == TRUTH:
        return list(map(bool, sent))
    numbers = struct.unpack(f">{len(sent) // 8}q", sent)
    if kind == WHOLE_NUMBER:
        return list(numbers)
    start = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    return [None if each == -(2**63) else start + timedelta(microseconds=each) for each in numbers]


def ids(**asked: Any) -> list[str]:
    return [one["episode_id"] for one in read(**asked)]


def home(episode_id: str, discharged_at: datetime | None, **changes: Any) -> dict[str, Any]:
    return row(episode_id, discharged_at=discharged_at, **changes)


def test_it_gives_the_sixteen_facts_and_the_region() -> None:
    record_episodes("13", [row('E"1,å\n')], registered_at=APRIL)
    (found,) = read()
    assert found == {
        "region_code": "13",
        "episode_id": 'E"1,å\n',
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
        "region_available": None,
        "registered_late": None,
    }


def test_it_goes_by_the_civil_dates_of_discharge() -> None:
    episodes = [
        home("before", datetime(2026, 2, 28, 23, 59, 59)),
        home("first", datetime(2026, 3, 1, 0, 0)),
        home("last", datetime(2026, 3, 31, 23, 59, 59, 999999)),
        home("after", datetime(2026, 4, 1, 0, 0)),
        home("open", None),
    ]
    record_episodes(
        "13", [{**one, "admitted_at": datetime(2026, 1, 1)} for one in episodes], registered_at=MAY
    )
    assert ids() == ["first", "last"]
    assert ids(discharged=DatePeriod(date(2026, 3, 1), None)) == ["first", "last", "after"]


def test_it_gives_those_who_are_ready_and_still_here() -> None:
    record_episodes(
        "13",
        [row("gone"), home("here", None), home("not ready", None, discharge_ready_at=None)],
        registered_at=APRIL,
    )
    assert ids(discharged=None) == ["here"]


def test_it_goes_by_region_and_liable_municipality() -> None:
    record_episodes(
        "13",
        [row("own"), row("elsewhere", municipality="1384"), row("placed", placing_municipality="1384")],
        registered_at=APRIL,
    )
    record_episodes("20", [row("other region")], registered_at=APRIL)
    assert ids(region="13") == ["own", "elsewhere", "placed"]
    assert ids(municipality="1380") == ["own", "other region"]
    assert ids(region="13", municipality="1384") == ["elsewhere", "placed"]
    assert ids(region="13", municipality="1381") == []


def test_it_gives_what_was_known_then() -> None:
    record_episodes("13", [row("E1"), row("E2")], registered_at=APRIL)
    record_episodes("13", [home("E1", datetime(2026, 4, 2, 9, 0))], registered_at=MAY, correct=True)
    assert ids() == ["E2"]
    assert ids(known_by=at("2026-04-07T23:59")) == ["E1", "E2"]
    assert ids(known_by=MAY) == ["E2"]
    assert ids(known_by=at("2026-03-31T00:00")) == []


def test_it_gives_the_cases_of_this_system_as_well(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    assert ids() == []
    story.goes_home(at("2026-03-06T10:30"))
    assert ids(region="13", municipality="1380") == [story.case.number]
    other = Story(cast)
    other.cancel(at("2026-03-04T10:00"))
    assert ids() == [story.case.number]


def test_it_links_an_episode_for_its_parties_only(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    record_episodes("13", [row("E1")], registered_at=APRIL)
    asked = [story.case.number, "E1"]
    link = {story.case.number: story.case.pk}
    seen = {name: cases_of_episodes(somebody, "13", asked) for name, somebody in cast.everybody()}
    insiders = {"nurse", "physician", "coordinator", "case_officer"}
    assert seen == {name: link if name in insiders else {} for name in seen}
    assert cases_of_episodes(cast.nurse, "20", asked) == {}
