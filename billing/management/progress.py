"""Signs of life from a command that works for more than a second."""

import time
from collections.abc import Callable

SECONDS_BETWEEN_SIGNS = 1.0


class Progress:
    """Counts what is done, and says so at most once a second."""

    def __init__(self, write: Callable[[str], object], whole: int, what: str) -> None:
        self._write, self._whole, self._what = write, whole, what
        self._done = 0
        self._said_at = time.monotonic()

    def add(self, count: int) -> None:
        """So many more are done."""
        self._done += count
        if time.monotonic() - self._said_at > SECONDS_BETWEEN_SIGNS:
            self._said_at = time.monotonic()
            self._write(f"{self._done} av {self._whole} vårdtillfällen {self._what}")
