"""One schedule from its beginning to its end: a company at work, faults, healing, and what is then true."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

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
from tests.faults.company import Ward, listen, open_cases, ward_of
from tests.faults.invariants import broken
from tests.faults.plan import Act, schedule
from tests.faults.receiver import Receiver
from tests.faults.stage import Stage

PACE = 0.2  # seconds between two looks
MOMENT = 6.0  # a process needs that long to start on a machine that has other things to do
PATIENCE = 60.0
ROUNDS = 20


def run(stage: Stage, *, seed: int, length: int, say: Callable[[str], None]) -> Sequence[str]:
    """The promises that were broken."""
    receiver = Receiver()
    cast = make_cast()
    ward = ward_of(cast, stage.port, open_cases(cast, 2 * length))
    listen(cast, receiver.address)
    connection.close()
    stage.start_all()
    for act in schedule(seed, length):
        say(str(act))
        if act.name == "notify":
            ward.try_once()
            continue
        begun = timezone.now()
        _do(act, stage, receiver)
        _let_work(begun)
    # All is well again, and whoever still has something to send sends it.
    receiver.mood = "well"
    stage.start_valkey()
    stage.stop_processes()
    stage.start_all()
    ward.try_until_taken(PATIENCE)
    _let_work(timezone.now())
    stage.stop_processes()
    faults = [*_kept_now(), *_kept_after_an_outage(ward, receiver)]
    calls = sum(map(len, receiver.got.values()))
    say(
        f"{len(ward.taken)} notices, {Deadline.objects.exclude(missed_at=None).count()} deadlines missed, "
        f"{Reminder.objects.count()} reminders, {len(receiver.got)} webhooks in {calls} calls"
    )
    return faults


def _let_work(since: datetime) -> None:
    """Until sweep and relay have come round once more, or a moment has passed in which they could not."""
    end = time.monotonic() + MOMENT
    while time.monotonic() < end:
        time.sleep(PACE)
        try:
            if Heartbeat.objects.filter(at__gt=since).count() == len(BEATS):
                return
        except (OperationalError, InterfaceError):
            connection.close()


def _kept_now() -> Sequence[str]:
    """After one last sweep: what is stored is what the events say."""
    sweep()
    return [*differences_in_deadlines(), *differences_in_facts()]


def _kept_after_an_outage(ward: Ward, receiver: Receiver) -> Sequence[str]:
    """Nothing has run for a day; then several sweeps and relays begin at once, and go on until nothing waits."""
    now = timezone.now() + timedelta(days=1)
    for _ in range(ROUNDS):
        at_once(
            partial(sweep, now=now, batch=3),
            partial(remind, now=now, batch=3),
            partial(remind, now=now, batch=2),
            partial(relay, now=now),
            partial(relay, now=now),
        )
        if not Delivery.objects.filter(state=DeliveryState.PENDING).exists():
            break
        now += timedelta(hours=2)
    return list(broken(ward, receiver, now))


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


def _do(act: Act, stage: Stage, receiver: Receiver) -> None:
    match act.name:
        case "kill":
            stage.kill(act.target)
            stage.start(act.target)
        case "arm":
            stage.kill(act.target)
            stage.start(act.target, act.point, act.nth)
        case "restart valkey":
            stage.stop_valkey()
            stage.start_valkey()
        case "stop valkey":
            stage.stop_valkey()
        case "flush valkey":
            stage.empty_valkey()
        case "restart postgres":
            connection.close()
            stage.crash_postgres()
        case "pause postgres":
            stage.pause_postgres(4 * PACE)
        case "receiver":
            receiver.mood = act.target
        case "tasks twice":
            if stage.valkey:
                for name in ("send_messages", "sweep_deadlines") * 2:
                    app.send_task(f"coordination.tasks.{name}")
    for name in ("web", "sweeper", "relay", "worker", "beat"):
        # What keeps processes running starts one that has ended.
        stage.start(name)
