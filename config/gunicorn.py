"""How gunicorn serves the web: threads, a clean stop, and a process renewed now and then."""

import os
from pathlib import Path

from gunicorn.glogging import Logger


class NoAccessLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """A URL says which case somebody looked at, and that belongs in the access log of the law.

    Said here, since gunicorn takes a `logconfig_dict` for a wish to log every request.
    """

    access_log_enabled = False


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# A socket for each process: of a shared one, the first that is awake takes all connections, and the others idle.
reuse_port = True
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 10_000
# So wide that two hardly ever begin anew in the same second: each has its own socket, and nobody would answer.
max_requests_jitter = 10_000
# A container's folders may be on a slow disk; the heartbeat must not wait for it.
# gunicorn makes a folder of its own there.
MEMORY = "/dev/shm"  # noqa: S108
worker_tmp_dir = MEMORY if Path(MEMORY).is_dir() else None
logger_class = NoAccessLog
# A socket for orders at a path that is the same for every gunicorn of the account: nobody uses it here.
control_socket_disable = True
# Its own lines as ours: what escapes the application must not take an exception's words into the log (config/log.py).
logconfig_dict = {"formatters": {"generic": {"()": "config.log.JsonLines"}}}
