"""One schedule from its beginning to its end: a company at work, faults, healing, and what is then true."""

import signal
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import requests
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from config.celery import app
from config.watching import BEATS
from coordination.actions.checks import differences_in_deadlines, differences_in_facts
from coordination.actions.relay import relay
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.models import Deadline, Delivery, DeliveryState, Heartbeat, Reminder
from tests.cast import make_cast
from tests.faults.company import PACE, listen, open_cases, ward_of
from tests.faults.invariants import Told, broken
from tests.faults.mail_server import MailServer
from tests.faults.plan import Act, schedule
from tests.faults.receiver import Receiver
from tests.faults.result import Result
from tests.faults.stage import Stage

MOMENT = 3.0  # seconds in which a process starts on a machine that has other things to do
PATIENCE = 60.0
PAUSE = 1.0
ROUNDS = 20
OUTAGE = "a day's outage"


class Run:
    """A stage with a company on it."""

    def __init__(self, stage: Stage, *, result: Result, length: int) -> None:
        self.stage, self.result = stage, result
        self._begun = time.monotonic()
        # Forks what it forks from a process without threads and connections.
        stage.open()
        self.receiver = Receiver()
        self.mail_server = MailServer(stage.mail_port)
        cast = make_cast()
        self.ward = ward_of(cast, stage.port, open_cases(cast, 4 * length))
        self.listening = listen(cast, self.receiver.address)
        self._plan = schedule(result.seed, length)
        self._armed: list[tuple[str, Path]] = []
        self._injected: Counter[str] = Counter()
        connection.close()

    def play(self) -> None:
        """The schedule; what it came to is in the result."""
        self._say("everything is started")
        self.stage.start_all()
        self._let_work(timezone.now(), PATIENCE)
        for act in self._plan:
            self._say(str(act))
            self._do(act)
        self._say("everything is healed")
        self._heal()
        self._say(OUTAGE)
        self.result.broken += [*self._kept_now(), *self._kept_after_an_outage()]
        self._say("it is over")
        struck = [kind for kind, file in self._armed if file.exists()]
        self.result.injected = dict(self._injected + Counter(struck))
        self.result.figures = {
            "notices": len(self.ward.taken),
            "deadlines": Deadline.objects.count(),
            "of them missed": Deadline.objects.exclude(missed_at=None).count(),
            "reminders": Reminder.objects.count(),
            "webhooks": len(self.receiver.got),
            "calls of webhooks": sum(map(len, self.receiver.got.values())),
            "letters": len(self.mail_server.got),
            "times that letters came": sum(map(len, self.mail_server.got.values())),
        }

    def _say(self, what: str) -> None:
        self.result.acts.append(f"{time.monotonic() - self._begun:5.1f} s  {what}")

    def _do(self, act: Act) -> None:
        begun = timezone.now()
        if self._inject(act):
            self._injected[act.kind] += 1
        if act.name != "notify":
            # What keeps processes running starts one that has ended.
            self.stage.start_all()
            self._let_work(begun, MOMENT)

    def _inject(self, act: Act) -> bool:
        """Whether a fault has struck; an armed one says so by itself."""
        stage = self.stage
        match act.name:
            case "notify":
                self.ward.try_once()
                return False
            case "kill" if act.nth:
                stage.kill(act.target)
                struck = stage.start(act.target, act.point, act.nth)
                self._armed.append((act.kind, struck))
                self._work_until(struck)
                return False
            case "kill":
                return stage.kill(act.target)
            case "start valkey":
                stage.start_valkey()
                return False
            case "restart valkey":
                stage.stop_valkey()
                stage.start_valkey()
            case "stop valkey":
                stage.stop_valkey()
            case "flush valkey":
                stage.empty_valkey()
            case "restart postgres" | "crash postgres":
                connection.close()
                stage.restart_postgres(signal.SIGINT if act.name == "restart postgres" else signal.SIGQUIT)
            case "pause postgres":
                stage.pause_postgres(PAUSE)
            case "receiver":
                self.receiver.becomes(act.target)
                return act.target != "is well"
            case "mail server":
                self.mail_server.becomes(act.target)
                return act.target != "is well"
            case "tasks twice":
                for name in ("send_messages", "sweep_deadlines") * 2:
                    app.send_task(f"coordination.tasks.{name}")
            case "notice twice at once":
                return self.ward.try_once(times_at_once=2)
            case "notice again":
                return self.ward.repeat()
            case "two sweeps at once":
                at_once(*[partial(sweep, batch=3), partial(remind, batch=3)] * 2)
            case _:
                raise ValueError(act.name)
        return True

    def _work_until(self, struck: Path) -> None:
        """The web commits only what somebody asks it to, and there must be something to send."""
        end = time.monotonic() + MOMENT
        while not struck.exists() and time.monotonic() < end:
            if self._web_answers():
                self.ward.try_once()
            time.sleep(4 * PACE)

    def _web_answers(self) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{self.stage.port}/health/live", timeout=1).ok
        except requests.RequestException:
            return False

    def _let_work(self, since: datetime, patience: float) -> None:
        """Until sweep and relay have come round once more, or a moment has passed in which they could not."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                if Heartbeat.objects.filter(at__gt=since).count() == len(BEATS):
                    return
            except (OperationalError, InterfaceError):
                connection.close()
            time.sleep(PACE)

    def _heal(self) -> None:
        """The machine loses its power, comes back, and whoever still has something to send sends it."""
        self.stage.kill_all()
        self._injected["kill everything"] += 1
        self.stage.start_valkey()
        self.stage.start("web")
        self.ward.try_until_taken(PATIENCE)
        self.stage.kill_all()

    def _kept_now(self) -> list[str]:
        """After one last sweep: what is stored is what the events say."""
        sweep()
        return [*differences_in_deadlines(), *differences_in_facts()]

    def _kept_after_an_outage(self) -> list[str]:
        """Nothing has run for a day; then several sweeps and relays begin at once, and go on until nothing waits."""
        self._injected[OUTAGE] += 1
        now = timezone.now() + timedelta(days=1)
        # Whoever was unwell is well again.
        self.receiver.becomes("is well")
        self.mail_server.becomes("is well")
        for _ in range(ROUNDS):
            at_once(
                partial(sweep, now=now, batch=3),
                partial(sweep, now=now, batch=2),
                partial(remind, now=now, batch=3),
                partial(remind, now=now, batch=2),
                partial(relay, now=now),
                partial(relay, now=now),
            )
            if not Delivery.objects.filter(state=DeliveryState.PENDING).exists():
                break
            now += timedelta(hours=2)
        # What one held while another came by is left to the next round, which comes every minute.
        sweep(now=now)
        remind(now=now)
        told = Told(self.ward, self.receiver.got, self.mail_server.got, self.listening)
        return list(broken(told, now))


def at_once(*work: Callable[[], object]) -> None:
    """All of it together, each on a connection of its own; an error is the run's."""

    def alone(one: Callable[[], object]) -> None:
        try:
            one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        for done in [pool.submit(alone, one) for one in work]:
            done.result()
