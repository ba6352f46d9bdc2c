"""A month's pages ask the database the same few questions, whether it has three episodes or three hundred."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.billing_web.march import MARCH, many_episodes
from tests.cast import Cast, client_of

LIST = "/months/?month=2027-03"


@pytest.mark.parametrize("url", [MARCH, LIST, f"{MARCH}?format=csv"])
@pytest.mark.parametrize("episodes", [3, 300])
def test_it_asks_six_questions(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, url: str, episodes: int
) -> None:
    many_episodes(episodes)
    client = client_of(cast.region_controller)
    # 1 the session, 2 who it is, 3 the assignment with its place, 4 the daily amounts entered here, 5 the facts (COPY),
    # 6 the terminations entered here
    with django_assert_num_queries(6):
        assert client.get(url).status_code == 200
