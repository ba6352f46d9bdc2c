"""How soon a receiver has a notice in its inbox, while wards' systems send twenty a second by the API."""

import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile
from uuid import UUID

import psycopg
import requests
from django.utils import timezone

from accounts.actions.api_tokens import issue_token
from bench.figures import Figure, scaled
from bench.throwaway import ROOT, Throwaway
from config.embedded.children import start_child, stop_child
from tests.cast import Cast
from tests.coordination.stories import Story

A_SECOND = 20
NOTICES = scaled(400)
WARM_UP = 2 * A_SECOND
SENDERS = 8
PATIENCE = 30
MOST_MILLISECONDS = 250

IN_INBOX = """
    SELECT FROM coordination_delivery AS delivery JOIN coordination_event AS event ON event.id = delivery.event_id
    WHERE event.case_id = %s AND delivery.unit_id = %s AND medium = 'inbox' AND step = 'admission_notice_sent'
"""


class Senders:
    """Systems of the ward, each with a connection of its own, and the receiver's eye on its inbox."""

    def __init__(self, database: Throwaway, cast: Cast, port: int) -> None:
        tomorrow = timezone.now() + timedelta(days=1)
        token = issue_token(assignment=cast.nurse, label="journalsystemet", expires_at=tomorrow)
        self.headers = {"Authorization": f"Bearer {token.secret}"}
        self.content = {"estimated_discharge_at": (timezone.now() + timedelta(days=3)).isoformat()}
        self.address = f"http://127.0.0.1:{port}/api/v1/cases"
        self.url = database.environment["DATABASE_URL"]
        self.receiver = cast.intake.pk
        self.mine = threading.local()

    def begin(self) -> None:
        """In each thread, before it sends."""
        self.mine.web = requests.Session()
        self.mine.inbox = psycopg.connect(self.url, autocommit=True)

    def send(self, case: UUID, planned_at: float) -> float:
        """Seconds from when it was to be sent until it is in the inbox: a queue before the web counts, too."""
        time.sleep(max(0, planned_at - time.perf_counter()))
        answer = self.mine.web.post(
            f"{self.address}/{case}/admission-notice-sent/",
            json=self.content,
            headers=self.headers,
            timeout=PATIENCE,
        )
        assert answer.status_code == 201, answer.text
        assert self.mine.inbox.execute(IN_INBOX, [case, self.receiver]).fetchone() is not None
        return time.perf_counter() - planned_at


def figures_of_telling(database: Throwaway, cast: Cast) -> Iterator[Figure]:
    """Sent at an even pace, whether the answers keep up or not."""
    yesterday = timezone.now() - timedelta(hours=2)
    cases = [Story(cast, admitted_at=yesterday).case.pk for _ in range(WARM_UP + NOTICES)]
    with web(database) as port:
        senders = Senders(database, cast, port)
        with ThreadPoolExecutor(SENDERS, initializer=senders.begin) as pool:
            start = time.perf_counter() + 1
            sent = [
                pool.submit(senders.send, case, start + place / A_SECOND) for place, case in enumerate(cases)
            ]
            taken = [one.result() for one in sent][WARM_UP:]
    yield Figure(
        f"notice to inbox at {A_SECOND} a second, 99th percentile",
        statistics.quantiles(taken, n=100)[98] * 1000,
        MOST_MILLISECONDS,
        " ms",
    )


@contextmanager
def web(database: Throwaway) -> Iterator[int]:
    """The port of a web as it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    command = [gunicorn, "--config", "config/gunicorn.py", "config.wsgi"]
    environment = {**database.environment, "PORT": str(port), "DATABASE_POOL_SIZE": "8"}
    with TemporaryFile() as log:
        process = start_child(command, log=log, environment=environment, folder=ROOT)
        try:
            _wait_until_it_answers(port)
            yield port
        finally:
            stop_child(process)


def _wait_until_it_answers(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=PATIENCE).raise_for_status()
            return
        except requests.ConnectionError:
            assert time.monotonic() < end, "the web does not answer"
            time.sleep(0.1)
