"""`manage.py load_demo_world` fills an empty database with the invented world of the demo."""

from argparse import ArgumentParser
from datetime import date
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Assignment
from config.demo.clock import clock_at
from config.demo.world import NotEmpty, is_loaded, load_world


class Command(BaseCommand):
    """Says how it goes on standard error, and on standard output whom one can sign in as."""

    help = "Fills an empty database with invented organisations, people, finished stays and open cases. Once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="tell everything relative to midday of this day, and not to now",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo world is invented, and goes only where DEMO=yes is set.")
        try:
            if is_loaded():
                self.stderr.write("The demo world is here already; nothing was changed.")
            else:
                started = monotonic()
                load_world(
                    clock_at(options["today"], timezone.now()),
                    lambda done: self.stderr.write(f"  {monotonic() - started:5.1f} s  {done}"),
                )
        except NotEmpty:
            raise CommandError(
                "There are organisations in this database that are not the demo's. Use an empty one."
            ) from None
        self.stdout.write(_people())


def _people() -> str:
    """Everybody to sign in as, by organisation."""
    invented = Assignment.objects.current().with_place().filter(user__is_demo=True)
    rows = invented.order_by("unit__organisation__region_code", "pk")
    return "\n".join(
        f"  {one.user.name:<16} {one.get_role_display():<26} {one.unit.name}, {one.unit.organisation.name}"
        for one in rows
    )
