"""A month's pages ask the database the same few questions, whether it has three episodes or three hundred."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.billing_web.march import MARCH, amount_of_2027, many_episodes
from tests.cast import Cast, client_of

LIST = "/months/?month=2027-03"


@pytest.mark.parametrize(
    ("url", "queries"),
    [(LIST, 9), (MARCH, 12), (f"{MARCH}?format=csv", 8), (f"{MARCH}?readings=compared", 12)],
)
@pytest.mark.parametrize("episodes", [3, 300])
def test_it_asks_so_few_questions(
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    url: str,
    queries: int,
    episodes: int,
) -> None:
    many_episodes(episodes)
    amount_of_2027(cast)
    client = client_of(cast.region_controller)
    # 1 the session, 2 who it is, 3 the assignment with its place, 4 the daily amounts entered here, 5 which
    # corrections are in force, 6 the facts (COPY), 7 the terminations entered here; and of a month's episodes 8 the
    # look is logged; and on the month's page 9 how far it has come, 10 how many corrections wait, 11 what has been
    # issued of it; of the list 8 how far the months have come; and on a page with its menu last how many messages are
    # unread
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200
