"""Another party's system, which is sometimes unwell, and remembers whatever it was sent."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """`got` is each body by its webhook-id, one for every time that it came."""

    def __init__(self) -> None:
        self.mood = "well"
        self.got: dict[str, list[dict[str, Any]]] = {}
        receiver, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                mood = receiver.mood
                if mood == "hangs":
                    time.sleep(1)
                    self.close_connection = True
                    return
                with lock:
                    receiver.got.setdefault(self.headers["webhook-id"], []).append(body)
                if mood == "takes it and says nothing":
                    self.close_connection = True
                    return
                self.send_response(500 if mood == "answers 500" else 204)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
