"""The account that embedded PostgreSQL runs under, since it refuses to run as root."""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.embedded.failed import Failed


@dataclass(frozen=True)
class Account:
    user_id: int
    group_id: int


def unprivileged_account() -> Account | None:
    """`nobody` when we are root; None when we can run servers as ourselves."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def is_reachable(path: Path, account: Account | None) -> bool:
    """Whether the account may pass through every folder on the way to `path`."""
    if account is None:
        return True
    # Both as it is written and where its links lead: .venv may be a link into somewhere open from somewhere closed.
    folders = {*path.absolute().parents, *path.resolve().parents}
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders if folder.exists())


def reachable_folder(wanted: Path, account: Account | None) -> Path:
    """`wanted`, or where its parents are closed (a clone under /root) a fixed folder outside them."""
    if is_reachable(wanted, account):
        return wanted
    name = hashlib.sha256(str(wanted.resolve()).encode()).hexdigest()[:12]
    return shared_folder(f"hemgang-{name}")


def shared_folder(name: str) -> Path:
    """A folder in the system's temporary folder that others may enter and only we may write."""
    folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(mode=0o755, exist_ok=True)
    # The name can be guessed: a folder that somebody else laid there first is not ours to trust.
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Failed(f"{folder} belongs to somebody else: remove it, or set DATABASE_URL")
    folder.chmod(0o755)
    return folder


def private_folder(folder: Path, account: Account | None) -> Path:
    """The folder, existing, and closed to everybody but the account."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if account:
        os.chown(folder, account.user_id, account.group_id)
    return folder


def folder_for_sockets(home: Path) -> Path:
    """A folder in `home`, or in the temporary folder where that is too deep.

    The path of a socket may have no more than 107 characters.
    """
    folder = home / "sockets"
    return folder if len(str(folder)) < 80 else Path(tempfile.mkdtemp(prefix="hemgang-"))


def copy_once(source: Path, target: Path) -> Path:
    """`target`, a copy of the folder `source`, made whole or not at all."""
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(dir=target.parent))
        shutil.copytree(source, unfinished, dirs_exist_ok=True)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(target)
        except OSError:
            # Another start of ours was first; its copy is as good.
            shutil.rmtree(unfinished)
    return target
