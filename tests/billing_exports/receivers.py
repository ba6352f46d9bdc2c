"""Real receivers on this machine: an HTTP API that answers as it is told, and an SFTP server with keys of its own."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import asyncssh


@dataclass
class Api:
    """What it was posted, and what it answers."""

    url: str = ""
    status: int = 202
    posted: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def an_api() -> Iterator[Api]:
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            api.posted.append((dict(self.headers), body))
            self.send_response(api.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Says nothing on standard error."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}/outbox"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class SftpPlace:
    """Where it listens, what lies there, and the files by which the two sides know each other."""

    port: int
    root: Path
    key_file: Path
    known_hosts: Path


@contextmanager
def an_sftp_server(folder: Path) -> Iterator[SftpPlace]:
    root = folder / "served"
    (root / "in").mkdir(parents=True)
    ours, theirs = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    ours.write_private_key(folder / "key")
    ours.write_public_key(folder / "authorized")

    class Server(asyncssh.SFTPServer):
        def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
            super().__init__(channel, chroot=str(root).encode())

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[theirs],
            authorized_client_keys=str(folder / "authorized"),
            sftp_factory=Server,
        )

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result(30)
    port = acceptor.get_port()
    known_hosts = folder / "known_hosts"
    known_hosts.write_text(f"[127.0.0.1]:{port} {theirs.export_public_key().decode()}")
    try:
        yield SftpPlace(port, root / "in", folder / "key", known_hosts)
    finally:

        async def close() -> None:
            acceptor.close()
            await acceptor.wait_closed()

        asyncio.run_coroutine_threadsafe(close(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
