"""Sweeps: with nothing due, and after an outage by two workers, beside one SQL statement that does the same."""

import multiprocessing
import statistics
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import psycopg
from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone

from bench.figures import Figure, scaled, seconds
from bench.stored_deadlines import StoredDeadlines
from bench.swept_by_sql import sweep_by_sql
from bench.throwaway import Throwaway
from coordination.actions.reminders import remind
from coordination.actions.sweeps import go_round, sweep
from coordination.models import Deadline, Delivery, Reminder
from tests.cast import Cast

OPEN, OVERDUE, FEWER_OVERDUE = scaled(1_000_000), scaled(100_000), scaled(10_000)
WORKERS = 2
IDLE_SWEEPS = 1000
OUTAGES = 3
MOST_IDLE_MILLISECONDS = 8
MOST_SECONDS = 30
MOST_TIMES_SQL = 5
MOST_GROWTH = 1.25


def figures_of_sweeps(database: Throwaway, cast: Cast) -> Iterator[Figure]:
    stored = StoredDeadlines(database, cast)
    others = range(1, OPEN // stored.open_of_each + 1)
    stored.add_cases(others)
    stored.add_deadlines(others, earliest=timedelta(days=10))
    yield from idle_figures()
    yield from outage_figures(database, stored, first=others[-1] + 1)


def idle_figures() -> Iterator[Figure]:
    """All that a worker does each minute, when there is nothing to do."""
    assert go_round() == (0, 0)
    taken = [seconds(go_round) for _ in range(IDLE_SWEEPS)]
    yield Figure(
        f"a sweep with none due of {OPEN} open deadlines, 99th percentile",
        statistics.quantiles(taken, n=100)[98] * 1000,
        MOST_IDLE_MILLISECONDS,
        " ms",
    )


def outage_figures(database: Throwaway, stored: StoredDeadlines, *, first: int) -> Iterator[Figure]:
    """Two sizes, each by two workers and by one statement in turn, which must leave the same behind."""
    per_case = stored.to_be_missed_of_each
    sizes = {size: range(first, first + size // per_case) for size in (FEWER_OVERDUE, OVERDUE)}
    stored.add_cases(sizes[OVERDUE])
    now = timezone.now()
    ways = (partial(by_workers, now), partial(by_one_statement, database, now))
    taken: dict[int, list[list[float]]] = {size: [] for size in sizes}
    for _ in range(OUTAGES):
        for size, numbers in sizes.items():
            by_each, left_by_each = [], []
            for way in ways:
                stored.forget_deadlines(sizes[OVERDUE])
                stored.add_deadlines(numbers, earliest=-timedelta(days=3.5))
                by_each.append(seconds(way))
                left_by_each.append(what_is_there())
            assert left_by_each[0] == left_by_each[1], f"the statement does something else: {left_by_each}"
            taken[size].append(by_each)

    median = {
        size: [statistics.median(one) for one in zip(*each, strict=True)] for size, each in taken.items()
    }
    (few, _), (many, by_sql) = median[FEWER_OVERDUE], median[OVERDUE]
    yield Figure(f"{OVERDUE} overdue, swept by {WORKERS} workers", many, MOST_SECONDS, " s")
    yield Figure(f"{OVERDUE} overdue, times one SQL statement", many / by_sql, MOST_TIMES_SQL)
    yield Figure(
        f"time a deadline with {OVERDUE} overdue to that with {FEWER_OVERDUE}",
        (many / OVERDUE) / (few / FEWER_OVERDUE),
        MOST_GROWTH,
    )


def by_workers(now: datetime) -> None:
    """What two workers do that come back at the same moment."""
    connection.close()
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=sweep_and_remind, args=[now]) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0


def sweep_and_remind(now: datetime) -> None:
    sweep(now=now)
    remind(now=now)


def by_one_statement(database: Throwaway, now: datetime) -> None:
    with psycopg.connect(database.environment["DATABASE_URL"]) as app:
        sweep_by_sql(app, now)


def what_is_there() -> list[object]:
    """What a sweep leaves behind, counted."""
    deadlines = Deadline.objects.aggregate(Count("missed_at"), Count("remind_at"), latest=Max("remind_at"))
    reminders = Reminder.objects.values_list("minutes", "is_told").annotate(Count("pk"))
    deliveries = Delivery.objects.values_list("medium", "state").annotate(Count("pk"))
    return [deadlines, sorted(reminders), sorted(deliveries)]
