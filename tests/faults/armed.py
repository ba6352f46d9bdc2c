"""A process that ends itself by kill -9 at a chosen point, once.

The points are at the libraries' edges: the commit of a transaction, the end of a call to another system, a task given
to the broker, and the word to the broker that a task is done.
"""

import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from smtplib import SMTP
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from kombu import Producer
from kombu.message import Message
from requests import Session

NOWHERE = ""

POINTS: dict[str, tuple[type, str, bool]] = {
    "before commit": (BaseDatabaseWrapper, "_commit", False),
    "after commit": (BaseDatabaseWrapper, "_commit", True),
    "after send": (Session, "send", True),
    "after mail": (SMTP, "sendmail", True),
    "before acknowledgement": (Message, "ack", False),
    "after publishing": (Producer, "publish", True),
}
"""What is counted, and whether it is done before the end."""


def arm(point: str, nth: int, struck: Path) -> None:
    """From now on the nth time is the last thing that this process, or one that it forks, does.

    `struck` is there afterwards, and whoever comes to the point later lives.
    """
    owner, name, is_done_first = POINTS[point]
    original: Callable[..., Any] = getattr(owner, name)
    times = count(1)

    def last(*args: Any, **kwargs: Any) -> Any:
        is_last = next(times) >= nth
        if is_last and not is_done_first:
            _strike(struck)
        result = original(*args, **kwargs)
        if is_last:
            _strike(struck)
        return result

    setattr(owner, name, last)


def _strike(struck: Path) -> None:
    try:
        struck.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
