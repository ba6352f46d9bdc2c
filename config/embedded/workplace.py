"""What a demo keeps between its starts, in `.run/`: data, logs, secrets, and what has been prepared."""

import fcntl
import hashlib
import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from config.embedded.account import reachable_folder, unprivileged_account

ROOT = Path(__file__).resolve().parent.parent.parent


class Workplace:
    """The folder of one demo."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Open to pass through, since PostgreSQL may run under another account; what is secret is closed.
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)

    @property
    def postgres_home(self) -> Path:
        return reachable_folder(self.folder / "postgres", unprivileged_account())

    @property
    def environment_file(self) -> Path:
        return self.folder / "environment.json"

    def lock(self) -> IO[str]:
        """Held open by the one demo that runs here; raises BlockingIOError for a second one."""
        file = (self.folder / "lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise
        return file

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def secret(self, name: str) -> str:
        """A random secret, the same at every start."""
        file = self.folder / name
        if not file.exists():
            write_closed(file, secrets.token_urlsafe(48))
        return file.read_text()

    def write_environment(self, environment: Mapping[str, str]) -> None:
        """Lets `manage.py`, run beside the demo, reach the same servers."""
        write_closed(self.environment_file, json.dumps(environment, indent=1))

    def reset(self) -> None:
        """Forgets everything, so that the next start is a first one."""
        shutil.rmtree(self.postgres_home, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def write_closed(file: Path, text: str) -> None:
    """Writes a file that only we can read."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(text)


def running_environment(folder: Path = ROOT / ".run") -> dict[str, str]:
    """The environment of the demo that runs here; empty when none does."""
    place = Workplace(folder) if folder.exists() else None
    if place is None or not place.environment_file.exists():
        return {}
    try:
        place.lock().close()
    except BlockingIOError:
        values: dict[str, str] = json.loads(place.environment_file.read_text())
        return values
    return {}


def migrations_digest() -> str:
    """What the database's tables should be: changes with any migration of ours or version of theirs."""
    digest = hashlib.sha256()
    for file in sorted([ROOT / "requirements.lock", *ROOT.glob("*/migrations/*.py")]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
