"""Sends mail and webhooks without Celery or Redis, once or in a loop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from coordination.actions.relay import relay
from coordination.management.looping import add_loop_arguments, run


class Command(BaseCommand):
    help = "Send what waits to be sent: what the worker does every twenty seconds, without a worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_loop_arguments(parser, interval=20)

    def handle(self, *, loop: bool, interval: float, **options: Any) -> None:
        run(lambda: self.stdout.write(f"{relay()} sent or tried"), loop=loop, interval=interval)
