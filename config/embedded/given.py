"""What the caller chooses by environment: the port and servers of their own. Refused with what to do."""

import socket
from collections.abc import Mapping

import psycopg
import redis

from config.embedded.failed import Failed

PATIENCE = 5  # seconds for a server to answer


def port_of(given: Mapping[str, str]) -> int:
    """The port of the web: PORT, or 8000."""
    written = given.get("PORT") or "8000"
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 1 << 16):
        raise Failed("PORT must be a whole number from 1 to 65535: PORT=8123 make demo")
    return int(written)


def refuse_taken_port(port: int) -> None:
    """Raises Failed, with what to do, when another program listens on the port."""
    with socket.socket() as probe:
        # As gunicorn does, so that a port which was closed a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Failed(f"Port {port} is for root only. Choose another: PORT=8123 make demo") from None
        except OSError:
            raise Failed(
                f"Port {port} is taken by another program. Choose another: PORT={port + 1} make demo"
            ) from None


def refuse_silent_servers(given: Mapping[str, str]) -> None:
    """Raises Failed when a server of the caller's does not answer; its address, with the password, is not said."""
    if given.get("DATABASE_URL"):
        try:
            psycopg.connect(given["DATABASE_URL"], connect_timeout=PATIENCE).close()
        except psycopg.ProgrammingError:
            raise Failed("DATABASE_URL must be written postgresql://user:password@host/database") from None
        except psycopg.OperationalError as error:
            raise Failed(f"No database answers at DATABASE_URL: {str(error).strip()}") from None
    if given.get("REDIS_URL"):
        try:
            with redis.Redis.from_url(given["REDIS_URL"], socket_connect_timeout=PATIENCE) as client:
                client.ping()
        except ValueError:
            raise Failed("REDIS_URL must be written redis://host:6379/0") from None
        except redis.RedisError as error:
            raise Failed(f"No Valkey or Redis answers at REDIS_URL: {error}") from None
