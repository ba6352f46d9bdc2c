"""Sweeps deadlines without Celery or Redis, once or in a loop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from coordination.actions.sweeps import go_round
from coordination.management.looping import add_loop_arguments, run


class Command(BaseCommand):
    help = "Mark what is overdue as missed, and remind: what the worker does every minute, without a worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_loop_arguments(parser, interval=60)

    def handle(self, *, loop: bool, interval: float, **options: Any) -> None:
        run(self._once, loop=loop, interval=interval)

    def _once(self) -> None:
        missed, reminded = go_round()
        self.stdout.write(f"{missed} missed, {reminded} reminded")
