"""Where the processes of a run are forked from: what takes long to import is there already.

Each is a real process in a group of its own that runs the command which production runs; only its imports are shared.
"""

import gc
import json
import os
import runpy
import signal
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from config.embedded.children import die_with_parent
from tests.faults.armed import NOWHERE, arm

ROOT = Path(__file__).resolve().parents[2]

IMPORTS = (
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "config.celery",
    "config.urls",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
    "kombu.transport.redis",
)


OFTEN = 0.5  # seconds between two sweeps or relays by Celery, which has a minute and twenty seconds


def warm() -> None:
    """Imports what the processes would import one by one; after `django.setup()`."""
    for module in IMPORTS:
        import_module(module)
    schedule = import_module("config.celery").app.conf.beat_schedule
    for name in ("sweep deadlines", "send messages"):
        schedule[name]["schedule"] = OFTEN
    # What is there now is shared by all that are forked.
    gc.collect()
    gc.freeze()


class Nursery:
    """Forks on order. It is made before its maker has any thread or connection, and ends with its maker."""

    def __init__(self) -> None:
        parent = os.getpid()
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if not self.pid:
            die_with_parent(signal.SIGKILL, parent)
            try:
                ours.close()
                _serve(theirs)
            finally:
                # Whatever happens: it must never go on as the one who forked it.
                os._exit(1)
        theirs.close()
        self._talk = ours.makefile("rw")
        ours.close()

    def start(self, command: str, *, log: Path, point: str, nth: int, struck: Path) -> int:
        """The number of the new process."""
        return int(self._ask(command=command, log=str(log), point=point, nth=nth, struck=str(struck)))

    def has_ended(self, process: int) -> bool:
        """Its number is given to nobody else while the nursery lives."""
        return bool(self._ask(process=process))

    def _ask(self, **order: Any) -> Any:
        self._talk.write(json.dumps(order) + "\n")
        self._talk.flush()
        return json.loads(self._talk.readline())


def _serve(orders: socket.socket) -> None:
    talk: TextIO = orders.makefile("rw")
    for line in talk:
        order = json.loads(line)
        answer = _has_ended(order["process"]) if "process" in order else _fork(order)
        talk.write(json.dumps(answer) + "\n")
        talk.flush()


def _has_ended(process: int) -> bool:
    """It is left unburied, so that neither its number nor its group's is given to anybody else."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _fork(order: dict[str, Any]) -> int:
    parent = os.getpid()
    number = os.fork()
    # Before anybody can send the group a signal, whichever of the two comes first.
    os.setpgid(number, number)
    if not number:
        status: Any = 1
        try:
            die_with_parent(signal.SIGKILL, parent)
            _become(order)
            status = 0
        except SystemExit as end:
            status = end.code
        except Exception:  # noqa: BLE001  (the command's last words, as Python's own)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status if isinstance(status, int) else 1)
    return number


def _become(order: dict[str, Any]) -> None:
    """The command, from its beginning to its end."""
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for number in (1, 2):
        os.dup2(log, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(ROOT)
    module, *arguments = order["command"].split()
    sys.argv = [module, *arguments]
    if order["point"] != NOWHERE:
        arm(order["point"], order["nth"], Path(order["struck"]))
    runpy.run_module(module, run_name="__main__", alter_sys=True)
