"""Another party's system, which is sometimes unwell, and remembers whatever it was sent."""

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LONGEST = 20.0  # seconds that it hangs, longer than anybody may wait for it


@dataclass(frozen=True)
class Call:
    """One time that something came, and where to."""

    path: str
    body: dict[str, Any]


class Receiver:
    """`got` is every call, by its webhook-id."""

    def __init__(self) -> None:
        self.got: dict[str, list[Call]] = {}
        self._mood, self._changed = "is well", threading.Event()
        receiver, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                mood, changed = receiver._mood, receiver._changed
                self.close_connection = True
                if mood == "hangs":
                    changed.wait(LONGEST)
                    return
                with lock:
                    calls = receiver.got.setdefault(self.headers["webhook-id"], [])
                    calls.append(Call(self.path, body))
                if mood == "takes it and says nothing":
                    return
                for _ in range(2 if mood == "answers twice" else 1):
                    self.send_response(500 if mood == "answers 500" else 204)
                    self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def becomes(self, mood: str) -> None:
        """From now on; whom it kept waiting is told nothing."""
        self._mood, before = mood, self._changed
        self._changed = threading.Event()
        before.set()
