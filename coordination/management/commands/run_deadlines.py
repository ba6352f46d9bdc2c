"""Sweeps deadlines without Celery or Redis, once or in a loop."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from coordination.actions.sweeps import sweep


class Command(BaseCommand):
    help = "Mark what is overdue as missed: what the worker does every minute, without a worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until told to stop")
        parser.add_argument("--interval", type=float, default=60, help="seconds between sweeps (60)")

    def handle(self, *, loop: bool, interval: float, **options: Any) -> None:
        told_to_stop = threading.Event()
        if loop:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: told_to_stop.set())
        while True:
            self.stdout.write(f"{sweep()} missed")
            if not loop or told_to_stop.wait(interval):
                return
            # A connection that the server has closed since is opened anew.
            close_old_connections()
