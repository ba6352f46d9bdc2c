#!/usr/bin/env python
"""Runs a management command of Hemgång: `python manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

from config.embedded.workplace import running_environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "DATABASE_URL" not in os.environ:
        # Beside a running demo, a command reaches the demo's servers.
        os.environ.update(running_environment())
    execute_from_command_line(sys.argv)
