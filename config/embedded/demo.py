"""`make demo`: servers, database, demo world, and every process of Hemgång."""

import shlex
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from config.database import with_login
from config.embedded.failed import Failed
from config.embedded.given import port_of, refuse_silent_servers, refuse_taken_port
from config.embedded.postgres import start_postgres
from config.embedded.services import COMMANDS
from config.embedded.supervisor import Supervisor
from config.embedded.valkey import start_valkey
from config.embedded.workplace import ROOT, Workplace, migrations_digest

LOGIN = "hemgang_demo"
WEB_PATIENCE = 60.0  # seconds
BINARIES = Path(sys.executable).parent


def run_demo(place: Workplace, given: Mapping[str, str]) -> None:
    """Runs until asked to stop. `given` is the caller's environment."""
    port = port_of(given)
    refuse_taken_port(port)
    refuse_silent_servers(given)
    supervisor = Supervisor()
    supervisor.listen()
    try:
        redis_url = given.get("REDIS_URL") or _start_valkey(supervisor, place)
        if given.get("DATABASE_URL"):
            owner_url, kept_in = given["DATABASE_URL"], place.folder
        else:
            owner_url, kept_in = _start_postgres(supervisor, place)
        app_url = given.get("DATABASE_APP_URL") or with_login(owner_url, LOGIN, place.secret("app-password"))
        environment = {
            "SECRET_KEY": place.secret("secret-key"),
            "DATABASE_URL": app_url,
            "REDIS_URL": redis_url,
            "DEMO": "yes",
            "INVOICE_OUTBOX": given.get("INVOICE_OUTBOX") or str(place.folder / "outbox"),
            "VOUCHER_OUTBOX": given.get("VOUCHER_OUTBOX") or str(place.folder / "outbox"),
            "HTTPS": "no",
            "SITE_URL": given.get("SITE_URL") or f"http://localhost:{port}",
        }
        place.write_environment(environment)
        everything = {**given, **environment, "HOST": "127.0.0.1", "PORT": str(port)}
        people = _prepare(supervisor, place, kept_in, owner_url, everything)
        for name, command in COMMANDS.items():
            words = shlex.split(command)
            words[0] = str(BINARIES / words[0])
            supervisor.keep(name, words, everything, place.log(name), ROOT)
        deadline = time.monotonic() + WEB_PATIENCE
        supervisor.watch(until=lambda: _answers(port, deadline))
        supervisor.say(
            f"Hemgång answers at http://localhost:{port}/   (stop with Ctrl-C, logs in {place.folder})"
        )
        print(f"\nSign in as one of these, without a password:\n\n{people}\n", flush=True)
        supervisor.watch()
    finally:
        supervisor.stop()


def _start_valkey(supervisor: Supervisor, place: Workplace) -> str:
    supervisor.say("Starting Valkey")
    server = start_valkey(place.folder / "valkey")
    supervisor.hold("Valkey", server.process, server.stop)
    return server.url


def _start_postgres(supervisor: Supervisor, place: Workplace) -> tuple[str, Path]:
    supervisor.say("Starting PostgreSQL")
    home = place.postgres_home
    server = start_postgres(home)
    supervisor.hold("PostgreSQL", server.process, server.stop)
    return server.url(), home


def _prepare(
    supervisor: Supervisor, place: Workplace, kept_in: Path, owner_url: str, environment: Mapping[str, str]
) -> str:
    """Tables, login and demo world, as far as they are missing. Gives who can sign in, as text."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    as_owner = {
        **environment,
        "DATABASE_URL": owner_url,
        "DATABASE_APP_URL": environment["DATABASE_URL"],
        "DATABASE_POOL_SIZE": "0",
    }
    log = place.log("prepare")
    # What was prepared is remembered beside the data; of a server of somebody else's we know nothing.
    is_ours = kept_in != place.folder
    tables = kept_in / "migrated"
    digest = migrations_digest()
    if not (is_ours and tables.exists() and tables.read_text() == digest):
        supervisor.say("Making the tables")
        supervisor.run_step([*manage, "migrate", "--verbosity=0"], as_owner, log, ROOT)
        if environment["DATABASE_URL"] != environment.get("DATABASE_APP_URL"):
            supervisor.run_step([*manage, "make_app_login"], as_owner, log, ROOT)
        tables.write_text(digest)
    people = kept_in / "demo-people"
    if not (is_ours and people.exists()):
        supervisor.say("Loading the demo world: a year of finished episodes and some 60 open cases")
        load = [*manage, "load_demo_world"]
        people.write_text(supervisor.run_step(load, environment, log, ROOT, shows_progress=True))
    return people.read_text()


def _answers(port: int, deadline: float) -> bool:
    """Whether the web answers now; raises Failed after the deadline."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2).close()
    except OSError:
        if time.monotonic() > deadline:
            raise Failed("The web did not answer within a minute, see web.log") from None
        return False
    return True
