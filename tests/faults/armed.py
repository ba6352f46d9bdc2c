"""A process that ends itself by kill -9 at a chosen point: python -m tests.faults.armed POINT NTH -- command.

The points are at the libraries' edges: the commit of a transaction, the end of a call to another system, and the word
to the broker that a task is done. `nowhere` arms nothing.
"""

import os
import runpy
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from kombu.message import Message
from requests import Session

POINTS: dict[str, tuple[type, str, bool]] = {
    "before commit": (BaseDatabaseWrapper, "_commit", False),
    "after commit": (BaseDatabaseWrapper, "_commit", True),
    "after send": (Session, "send", True),
    "before acknowledgement": (Message, "ack", False),
}
"""What is counted, and whether it is done before the end."""


def arm(point: str, nth: int) -> None:
    """From now on the nth time is the last thing that this process does."""
    owner, name, is_done_first = POINTS[point]
    original: Callable[..., Any] = getattr(owner, name)
    times = count(1)

    def last(*args: Any, **kwargs: Any) -> Any:
        is_last = next(times) >= nth
        if is_last and not is_done_first:
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, last)


def main() -> None:
    point, nth, _, *command = sys.argv[1:]
    if point in POINTS:
        arm(point, int(nth))
    module, *arguments = command
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
