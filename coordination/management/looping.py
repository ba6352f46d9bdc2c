"""A command that does one thing once, or again and again until it is told to stop."""

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, close_old_connections

logger = logging.getLogger(__name__)


def add_loop_arguments(parser: ArgumentParser, *, interval: float) -> None:
    """--loop and --interval."""
    parser.add_argument("--loop", action="store_true", help="go on until told to stop")
    parser.add_argument(
        "--interval", type=float, default=interval, help=f"seconds between two rounds ({interval:g})"
    )


def run(once: Callable[[], None], *, loop: bool, interval: float) -> None:
    """Does it; in a loop, until SIGINT or SIGTERM."""
    told_to_stop = threading.Event()
    if loop:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: told_to_stop.set())
    while True:
        try:
            once()
        except (OperationalError, InterfaceError):
            # The database is away: what is due stays due.
            if not loop:
                raise
            logger.warning("the database does not answer", exc_info=True)
        if not loop or told_to_stop.wait(interval):
            return
        # A connection that the server has closed since is opened anew.
        close_old_connections()
