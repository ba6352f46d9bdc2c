"""LUS 5:5: the days between two times of missing services count again, whatever the file format has room for."""

from datetime import datetime
from decimal import Decimal

import pytest

from agreements.files import load_agreement
from billing.core.liability import every_year
from billing.core.months import month_named
from billing.months.liability import Question, liability
from billing.months.spans import MonthSpan
from tests.billing_stored.facts import episode, store
from tests.cast import Cast
from tests.coordination.stories import Story, at

MARCH = MonthSpan(month_named("2026-03"), month_named("2026-03"))


def days(agreement: str) -> dict[str, int]:
    asked = Question(region="13", months=MARCH)
    answer = liability(asked, lambda _region: every_year(Decimal(1)), agreement=load_agreement(agreement))
    return dict(answer.episodes.select("episode_id", "days").iter_rows())


@pytest.fixture
def story(cast: Cast) -> Story:
    """Ready on Thursday the 5th, home on Monday the 16th: eleven days, less those of two times."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.call_to_sip(at("2026-03-05T14:00"))
    for missing, back in (("06T08:00", "07T18:00"), ("11T08:00", "12T18:00")):
        story.services_missing(at(f"2026-03-{missing}"))
        story.services_available(at(f"2026-03-{back}"))
    story.goes_home(at("2026-03-16T10:00"))
    return story


def test_the_days_between_count_and_those_of_each_time_do_not(story: Story) -> None:
    # The 6th to the 16th are eleven dates; the 6th, 7th, 11th and 12th are left out.
    assert days("halland-2027") == {story.case.number: 7}


def test_an_episode_of_one_time_counts_beside_it_as_before(story: Story) -> None:
    one = episode(
        1,
        admitted_at=datetime(2026, 3, 1, 9),
        admission_notice_at=datetime(2026, 3, 1, 12),
        discharge_ready_at=datetime(2026, 3, 5, 13, 15),
        region_unavailable_from=datetime(2026, 3, 6, 8),
        region_unavailable_to=datetime(2026, 3, 12, 18),
        discharged_at=datetime(2026, 3, 16, 10),
    )
    store(one)
    assert days("halland-2027") == {story.case.number: 7, "T-1": 4}


def test_the_last_time_may_last_until_the_discharge(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.call_to_sip(at("2026-03-05T14:00"))
    story.services_missing(at("2026-03-06T08:00"))
    story.services_available(at("2026-03-06T18:00"))
    story.services_missing(at("2026-03-09T08:00"))
    story.goes_home(at("2026-03-10T10:00"))
    # The 7th and the 8th.
    assert days("halland-2027") == {story.case.number: 2}
