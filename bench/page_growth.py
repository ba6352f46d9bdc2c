"""The pages in process: how many queries each asks, and what ten times the archive does to its time."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Assignment
from accounts.web.session import CHOSEN
from bench.figures import Figure, seconds
from bench.page_world import SMALL, cases_of, people
from bench.throwaway import Throwaway

ROUNDS = 9
TIMES_A_ROUND = 5
MOST_GROWTH = 1.2
Browse = Callable[[Client, Assignment], HttpResponseBase]


def measured(database: Throwaway) -> Iterator[Figure]:
    nurse = people()[0]
    large = connection.settings_dict["NAME"]
    for name, browse in PAGES.items():
        taken: dict[str, list[float]] = {SMALL: [], large: []}
        asked = set()
        for _ in range(ROUNDS):
            for each in taken:
                use(each)
                client = browser_of(nurse)
                with CaptureQueriesContext(connection) as queries:
                    assert browse(client, nurse).status_code == 200, name
                asked.add(len(queries))
                taken[each] += [seconds(partial(browse, client, nurse)) for _ in range(TIMES_A_ROUND)]
        assert len(asked) == 1, f"{name} asks now {asked} queries"
        yield Figure(f"{name}, queries", asked.pop(), QUERIES[name])
        growth = statistics.median(taken[large]) / statistics.median(taken[SMALL])
        yield Figure(f"{name}, time in process with 200 000 cases to that with 20 000", growth, MOST_GROWTH)
    use(large)


def use(name: str) -> None:
    """Another database of the same server from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


def browser_of(assignment: Assignment) -> Client:
    """Signed in, with the assignment chosen."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(assignment.user)
    session = client.session
    session[CHOSEN] = assignment.pk
    session.save()
    return client


def _get(url_name: str) -> Browse:
    return lambda client, assignment: client.get(reverse(url_name))


def _open_case(client: Client, assignment: Assignment) -> HttpResponseBase:
    # The same in both databases: the small one is the beginning of the large one.
    return client.get(reverse("case", args=[cases_of(assignment)[0]]))


PAGES: dict[str, Browse] = {
    "worklist": _get("worklist"),
    "case page": _open_case,
    "ward board": _get("board"),
    "hand-over": _get("handover"),
    "inbox": _get("inbox"),
    "search": lambda client, assignment: client.post(reverse("search"), {"wanted": "Astrid Alm"}),
}
QUERIES = {"worklist": 7, "case page": 11, "ward board": 5, "hand-over": 8, "inbox": 7, "search": 9}
"""What each asks now. More than that is to be a decision, as were the case page's question for an earlier stay, and the
hand-over's for who has left the list since."""
