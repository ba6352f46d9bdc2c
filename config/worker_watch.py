"""A worker that has stopped taking tasks ends itself, so that whatever keeps it starts it again.

After a broker has been away a worker of Celery can stay connected and take nothing ever after (celery#8030, #10302).
Beat sends a task every twenty seconds, so silence says that something is wrong. Where it is beat that is away, a
restart does no harm.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

logger = logging.getLogger("hemgang.worker")

LOOK_EVERY = 15.0
LAST_CHANCE = 30.0  # seconds between asking politely and ending


class Watch:
    """Hears of each task that the worker takes; `end` is called once when it has heard of none for so long."""

    def __init__(self, *, silence: float, end: Callable[[], None], clock: Callable[[], float]) -> None:
        self._silence, self._end, self._clock = silence, end, clock
        self._heard_at = clock()

    def hear(self, **signal_arguments: Any) -> None:
        """A task has come."""
        self._heard_at = self._clock()

    def look(self) -> bool:
        """Whether all is well; otherwise the worker is asked to end."""
        if self._clock() - self._heard_at <= self._silence:
            return True
        logger.critical("the worker takes no tasks any more, and ends")
        self._end()
        return False

    def start(self, **signal_arguments: Any) -> None:
        """Looks now and then, in a thread of its own, from when the worker is ready."""
        self._heard_at = self._clock()
        threading.Thread(target=self._look_now_and_then, name="worker watch", daemon=True).start()

    def _look_now_and_then(self) -> None:
        while self.look():
            time.sleep(LOOK_EVERY)


def end_worker() -> None:
    """Asks for a cold stop, in which tasks go back to the queue; a worker that does not hear even that is ended."""
    os.kill(os.getpid(), signal.SIGQUIT)
    time.sleep(LAST_CHANCE)
    os._exit(1)
