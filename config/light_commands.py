"""Commands that run without Django: a table from a command's name to the program behind it.

Setting up every app takes over a second, longer than such a command itself. The same program stands behind a
management command, so that `manage.py help` lists it and `call_command` runs it; settings play no part in it.
"""

from collections.abc import Sequence
from importlib import import_module

LIGHT_COMMANDS = {
    "calculate_liability": "billing.management.calculation",
}


def run_light_command(argv: Sequence[str]) -> int | None:
    """The exit status of the light command that the shell asked for; None when it asked for another."""
    if len(argv) < 2 or argv[1] not in LIGHT_COMMANDS:
        return None
    status: int = import_module(LIGHT_COMMANDS[argv[1]]).main(argv[2:])
    return status
