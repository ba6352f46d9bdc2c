"""What billing may read: facts as known at a time, by region, municipality and dates; and links for the parties."""

import csv
from datetime import date, datetime
from typing import Any

import pytest

from agreements.dated import DatePeriod
from coordination.actions.imports import record_episodes
from coordination.published import COPIED_COLUMNS, cases_of_episodes, copied_facts
from tests.cast import Cast
from tests.coordination.stories import Story, at
from tests.coordination.test_imports import row

APRIL = at("2026-04-01T08:00")
MAY = at("2026-05-01T08:00")
MARCH = DatePeriod(date(2026, 3, 1), date(2026, 3, 31))

pytestmark = pytest.mark.django_db


def read(**asked: Any) -> list[dict[str, str]]:
    text = b"".join(copied_facts(**{"discharged": MARCH, **asked})).decode()
    return [dict(zip(COPIED_COLUMNS, line, strict=True)) for line in csv.reader(text.splitlines())]


def ids(**asked: Any) -> list[str]:
    return [one["episode_id"] for one in read(**asked)]


def home(episode_id: str, discharged_at: datetime | None, **changes: Any) -> dict[str, Any]:
    return row(episode_id, discharged_at=discharged_at, **changes)


def test_it_gives_the_sixteen_facts_and_the_region() -> None:
    record_episodes("13", [row('E"1,å')], registered_at=APRIL)
    (found,) = read()
    assert found == {
        "region_code": "13",
        "episode_id": 'E"1,å',
        "municipality": "1380",
        "placing_municipality": "",
        "care_type": "somatic",
        "admitted_at": "2026-03-03 09:10:00",
        "need_assessed_at": "",
        "admission_notice_at": "2026-03-03 11:40:00",
        "needs_municipal_services": "t",
        "needs_health_care": "t",
        "care_contact_at": "",
        "discharge_ready_at": "2026-03-05 13:15:00",
        "sip_required": "f",
        "sip_called_at": "",
        "region_unavailable_from": "",
        "region_unavailable_to": "",
        "discharged_at": "2026-03-06 10:30:00",
        "region_available": "",
        "registered_late": "",
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
