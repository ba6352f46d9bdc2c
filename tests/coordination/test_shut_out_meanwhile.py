"""Who waits for a case to which the one before shuts them out has no place in it when their turn comes."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from coordination.errors import CaseNotFound
from tests.cast import Cast
from tests.coordination.correspondence import remove
from tests.coordination.stories import Story, at
from tests.coordination.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOON = at("2026-03-03T12:00")
PATIENCE = 30
SOMEBODY_WAITS = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()
    )
"""


def wait_until_somebody_waits() -> None:
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while not cursor.execute(SOMEBODY_WAITS).fetchone()[0]:
            assert time.monotonic() < end, "nobody waits"


def test_it_lets_nobody_act_from_whom_the_notice_was_taken_back_meanwhile(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            remove(story, NOON)
            receipt = pool.submit(at_once, lambda: story.municipality_receives(NOON))
            wait_until_somebody_waits()
        (refused,) = receipt.result()
    assert isinstance(refused, CaseNotFound)
    assert story.history.recorded[-1].step == "recipient_removed"
    assert (story.status(), story.case.version) == ("notified", 3)
