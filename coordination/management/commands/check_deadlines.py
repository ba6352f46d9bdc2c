"""Computes all deadlines again from the events, and reports what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coordination.actions.checks import differences_in_deadlines


class Command(BaseCommand):
    help = "Compare the stored deadlines with the events; exit 1 and name each difference when there is one."

    def handle(self, **options: Any) -> None:
        found = 0
        for line in differences_in_deadlines():
            self.stdout.write(line)
            found += 1
        if found:
            raise CommandError(f"{found} differences")
        self.stdout.write("0 differences")
