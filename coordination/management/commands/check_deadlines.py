"""Computes all deadlines again from the events, and reports what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coordination.actions.checks import differences_in_deadlines, write_deadlines_anew


class Command(BaseCommand):
    help = "Compare the stored deadlines with the events; exit 1 and name each difference when there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write",
            action="store_true",
            help="First write them as the events say: after an upgrade that knows more.",
        )

    def handle(self, *, write: bool = False, **options: Any) -> None:
        if write:
            self.stdout.write(f"{write_deadlines_anew()} cases written anew")
        found = 0
        for line in differences_in_deadlines():
            self.stdout.write(line)
            found += 1
        if found:
            raise CommandError(f"{found} differences")
        self.stdout.write("0 differences")
