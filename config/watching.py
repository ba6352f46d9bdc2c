"""What there is to watch: figures of the engine, asked from the database and the broker when somebody looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from redis import Redis
from redis.exceptions import RedisError

from coordination.core.attempts import first_due
from coordination.models import Deadline, Delivery, DeliveryState, EngineWork, Heartbeat, SetAside

LATEST_LAG = timedelta(minutes=5)
"""So old may a thing be that nobody has seen to: sweeps come every minute, the relay every twenty seconds."""

LATEST_CHECK = timedelta(hours=26)
"""What is stored is checked every night."""

BEATS = ("sweep", "relay")
"""What must go on by itself, by the names of `coordination.models.Heartbeat`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Ages are in seconds, zero where nothing waits; a heartbeat is None where there never was one."""

    overdue_unswept_age: float
    delivery_lag: float
    deliveries: Mapping[str, int]
    heartbeats: Mapping[str, float | None]
    set_aside: Mapping[str, int]
    """Deadlines that could not be seen to, by what could not be done: each waits for a person."""
    check_age: float | None
    """Since what is stored was last compared with the events; None before the first night."""
    differences: int
    """What that found: 0, or a fault of ours."""

    @property
    def faults(self) -> list[str]:
        """What has waited too long."""
        late = {"deadlines": self.overdue_unswept_age, "deliveries": self.delivery_lag} | {
            name: age for name, age in self.heartbeats.items() if age is not None
        }
        most = LATEST_LAG.total_seconds()
        wrong = ["differences"] if self.differences else []
        if (self.check_age or 0) > LATEST_CHECK.total_seconds():
            wrong.append("checks")
        never = [name for name, age in self.heartbeats.items() if age is None]
        return sorted([*(name for name, age in late.items() if age > most), *never, *wrong])


def figures(now: datetime | None = None) -> Figures:
    """Five small questions to the database, each answered by an index of what is left to do."""
    now = now or timezone.now()
    set_aside = SetAside.objects.counts()
    unswept = Deadline.objects.to_be_swept().filter(due_at__lt=now)
    if set_aside[EngineWork.SWEEP]:
        # It has a figure of its own, and must not hide whether the others are swept.
        unswept = unswept.exclude(pk__in=SetAside.objects.of(EngineWork.SWEEP))
    waiting = Delivery.objects.overdue(now).values_list("attempts")
    by_attempts = list(waiting.annotate(Count("pk"), Min("next_attempt_at")))
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}
    check = beats.get("checks")
    return Figures(
        overdue_unswept_age=_age(unswept.aggregate(oldest=Min("due_at"))["oldest"], now) or 0.0,
        delivery_lag=max(
            (_age(first_due(attempts, oldest), now) or 0.0 for attempts, _, oldest in by_attempts),
            default=0.0,
        ),
        deliveries={
            "pending": sum(count for _, count, _ in by_attempts),
            "failed": Delivery.objects.filter(state=DeliveryState.FAILED).count(),
        },
        heartbeats={name: _age(beats[name].at if name in beats else None, now) for name in BEATS},
        set_aside=set_aside,
        check_age=_age(check.at if check else None, now),
        differences=check.faults if check else 0,
    )


def broker_answers() -> bool:
    """Whether Valkey or Redis takes tasks."""
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except RedisError:
        return False


def _age(at: datetime | None, now: datetime) -> float | None:
    return None if at is None else max(0.0, (now - at).total_seconds())
