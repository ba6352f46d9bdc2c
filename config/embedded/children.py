"""Child processes that do not outlive the process that started them, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from config.embedded.account import Account

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(stop_signal: signal.Signals, parent: int) -> None:
    """Lets this process get `stop_signal` when `parent` ends; ends at once where it has ended already."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, stop_signal)
        if os.getppid() != parent:
            os._exit(1)


def start_child(
    command: Sequence[str | Path],
    *,
    log: IO[bytes],
    shows_errors: bool = False,
    stop_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """A running child in a process group of its own, which gets `stop_signal` when we die.

    What it prints goes to `log`; with `shows_errors` its standard error is ours.
    Call it from the main thread: Linux sends the signal when the thread that forked ends.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        # Here, since this runs after the change of user, which would clear it.
        die_with_parent(stop_signal, parent)
        # A shell that starts us in the background leaves Ctrl-C ignored, and children inherit that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=None if shows_errors else subprocess.STDOUT,
        cwd=folder,
        env=environment,
        process_group=0,
        preexec_fn=tie_to_parent,
        user=account.user_id if account else None,
        group=account.group_id if account else None,
        extra_groups=[] if account else None,
    )


def stop_child(
    child: subprocess.Popen[bytes], stop_signal: signal.Signals = signal.SIGTERM, *, patience: float = 10
) -> None:
    """Asks the child to stop; after `patience` seconds ends its whole process group."""
    if child.poll() is None:
        child.send_signal(stop_signal)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        pass
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()
