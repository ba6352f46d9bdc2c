"""What web, worker and beat ask themselves before they begin: nothing runs on a faulty file or an unsafe setting."""

import sys
from collections.abc import Iterable, Iterator
from typing import NoReturn

import django
from django.conf import settings
from django.core.checks import ERROR, CheckMessage, run_checks
from django.db import OperationalError, connections

from agreements.faults import AgreementFault
from config.checks import check_role_owns_nothing

# gunicorn stops altogether when one of its processes ends so, instead of starting it again and again.
EXIT_STATUS = 3


def refuse_faulty_start() -> None:
    """Sets Django up, and ends the process with the reasons when a system check finds an error."""
    try:
        django.setup()
        found = [*run_checks(include_deployment_checks=not settings.DEMO), *_check_of_the_role()]
    except AgreementFault as error:
        # Places and texts are read with the first module that needs them: a model, or an address that checks look up.
        _refuse(map(str, error.faults))
    if errors := [message for message in found if message.is_serious(ERROR)]:
        _refuse(map(str, errors))
    for message in found:
        print(message, file=sys.stderr, flush=True)


def _check_of_the_role() -> Iterator[CheckMessage]:
    """What the database says of this process's role; nothing where it does not answer: it may come later."""
    if settings.DEMO:
        return
    try:
        yield from check_role_owns_nothing(None, databases=["default"])
    except OperationalError:
        print("The database does not answer: its role is not checked.", file=sys.stderr, flush=True)
    finally:
        connections["default"].close()
        if settings.DATABASES["default"]["OPTIONS"].get("pool"):
            # A worker is about to fork, and the pool's threads would stay behind.
            connections["default"].close_pool()  # type: ignore[attr-defined]


def _refuse(reasons: Iterable[str]) -> NoReturn:
    print("Hemgång does not start:", *reasons, sep="\n", file=sys.stderr, flush=True)
    raise SystemExit(EXIT_STATUS)
