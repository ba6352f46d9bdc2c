"""Where the cast's units want to be told besides their inboxes, and a system that is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from accounts.models import Assignment
from coordination.models import Channel, Medium

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105  (nobody's)


def mail_to(by: Assignment, address: str, **more: Any) -> Channel:
    """A mail address of the assignment's unit."""
    return Channel.objects.create(unit=by.unit, medium=Medium.MAIL, address=address, added_by=by, **more)


def webhook_to(by: Assignment, address: str) -> Channel:
    """A system of the assignment's unit."""
    return Channel.objects.create(
        unit=by.unit, medium=Medium.WEBHOOK, address=address, secret=SECRET, added_by=by
    )


@dataclass
class System:
    """What it was sent: headers and body of each call. It answers with the next of `answers`, then with 204."""

    address: str
    answers: list[int] = field(default_factory=list)
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def listening_system(*answers: int) -> Iterator[System]:
    """Another party's system, on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            system.calls.append(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(system.answers.pop(0) if system.answers else 204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    system = System(f"http://127.0.0.1:{server.server_port}/hooks?from=hemgang", list(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield system
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
