#!/usr/bin/env python
"""Runs a management command of Hemgång: `python manage.py help` lists them."""

import os
import sys

from config.light_commands import run_light_command


def run_command(argv: list[str]) -> None:
    """Sets Django up and runs any command."""
    from django.core.management import execute_from_command_line

    from config.embedded.workplace import running_environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "DATABASE_URL" not in os.environ:
        # Beside a running demo, a command reaches the demo's servers.
        os.environ.update(running_environment())
    execute_from_command_line(argv)


if __name__ == "__main__":
    # Django is imported only by those who need it: a light command is done before Django would have started.
    status = run_light_command(sys.argv)
    if status is not None:
        sys.exit(status)
    run_command(sys.argv)
