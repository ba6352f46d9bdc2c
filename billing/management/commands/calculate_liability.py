"""`manage.py calculate_liability`, as Django lists and calls it; from the shell it runs without Django."""

from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

from billing.management.calculation import HELP, REFUSED, Refused, add_arguments, calculate


class Command(BaseCommand):
    """The same arguments, figures and refusals as without Django (config/light_commands.py)."""

    help = HELP
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        ours = {name: options[name] for name in ("file", "agreement", "month", "daily_amount", "format")}
        try:
            calculate(**ours, out=cast(TextIO, self.stdout._out))
        except Refused as refused:
            raise CommandError(str(refused), returncode=REFUSED) from refused
