"""People who ask for page after page at once, each over a connection of their own that is kept."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from random import Random
from uuid import UUID


@dataclass
class Visitor:
    """One signed-in person; `cases` are what she may open."""

    port: int
    session: str
    cases: Sequence[UUID]
    chance: Random

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, page: Callable[["Visitor"], str], until: float) -> list[float]:
        """Seconds that each answer took."""
        taken = []
        while (begun := time.perf_counter()) < until:
            path = page(self)
            try:
                answer = self._answer(path)
            except (RemoteDisconnected, ConnectionResetError):
                # Kept for too long without a question: a browser asks again too.
                self._connection.close()
                answer = self._answer(path)
            assert answer.status == 200, f"{path} answered {answer.status}"
            taken.append(time.perf_counter() - begun)
        return taken

    def _answer(self, path: str) -> HTTPResponse:
        self._connection.request("GET", path, headers={"Cookie": f"sessionid={self.session}"})
        answer = self._connection.getresponse()
        answer.read()
        return answer


def window(visitors: Sequence[Visitor], page: Callable[[Visitor], str], seconds: float) -> list[float]:
    """How long each answer took while all asked for the page at once."""
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(visitors)) as threads:
        each = threads.map(lambda visitor: visitor.ask(page, until), visitors)
        return [seconds for taken in each for seconds in taken]
