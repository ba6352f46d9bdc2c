"""The figures of months from PostgreSQL, all in one database."""

import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from django.utils import timezone

from bench.direct_liability import DAILY_AMOUNT
from bench.figures import Figure, scaled, seconds
from bench.stored_episodes import StoredEpisodes
from bench.throwaway import ROOT, Throwaway
from billing.core.months import month_named
from billing.core.what_if import Changes
from billing.months.spans import MonthSpan
from billing.months.what_if import Asked, WhatIf, forget_facts

NATION, FEWER, REGION = scaled(3_000_000), scaled(300_000), scaled(500_000)
LARGEST = "14"
FIRST_YEAR, YEARS = 2018, 10
ROUNDS = 3
MOST_TIMES_READING = 1.4
MOST_MEGABYTES = 1200
MOST_GROWTH = 1.15
MOST_SECONDS = 1


def measured(database: Throwaway) -> Iterator[Figure]:
    stored = StoredEpisodes(database)
    yield from what_if_figures(stored)
    stored.forget()
    yield from recomputed_figures(database, stored)


def what_if_figures(stored: StoredEpisodes) -> Iterator[Figure]:
    """Ten years of the largest region, another threshold tried: the first time, and again with the facts at hand."""
    stored.add(range(REGION), first_year=FIRST_YEAR, years=YEARS, region=LARGEST)
    changes = Changes(threshold_days=Decimal(2))
    first: list[float] = []
    again: list[float] = []
    for _ in range(ROUNDS):
        forget_facts()
        now = timezone.now()
        for taken in (first, again):
            asked = Asked(
                months=MonthSpan(
                    month_named(f"{FIRST_YEAR}-01"), month_named(f"{FIRST_YEAR + YEARS - 1}-12")
                ),
                known_by=now,
                changes=changes,
                region=LARGEST,
                otherwise_kronor=Decimal(DAILY_AMOUNT),
            )
            taken.append(seconds(lambda: WhatIf(asked).months))  # noqa: B023  (called at once)
    name = f"what-if of {REGION} episodes"
    yield Figure(f"{name}, the first time", statistics.median(first), MOST_SECONDS, " s")
    yield Figure(f"{name}, again", statistics.median(again), MOST_SECONDS, " s")


def recomputed_figures(database: Throwaway, stored: StoredEpisodes) -> Iterator[Figure]:
    """Ten years of the nation at two sizes, in turn with reading and summing the same facts."""
    taken: dict[int, Mapping[str, list[float]]] = {}
    peak = 0.0
    stored.add(range(FEWER), first_year=FIRST_YEAR, years=YEARS)
    for size in (FEWER, NATION):
        if size == NATION:
            stored.add(range(FEWER, NATION), first_year=FIRST_YEAR, years=YEARS)
        taken[size] = {"months": [], "facts": []}
        for _ in range(ROUNDS):
            for what, runs in taken[size].items():
                second, megabytes = in_a_process(database, what)
                runs.append(second)
                peak = max(peak, megabytes)
    median = {
        size: {what: statistics.median(runs) for what, runs in each.items()} for size, each in taken.items()
    }
    many, few = median[NATION], median[FEWER]
    yield Figure(
        f"{NATION} episodes recomputed, times reading them",
        many["months"] / many["facts"],
        MOST_TIMES_READING,
    )
    yield Figure(f"{NATION} episodes recomputed, peak memory", peak, MOST_MEGABYTES, " MB")
    yield Figure(
        f"time an episode with {NATION} to that with {FEWER}",
        (many["months"] / NATION) / (few["months"] / FEWER),
        MOST_GROWTH,
    )


def in_a_process(database: Throwaway, what: str) -> tuple[float, float]:
    """Seconds and peak megabytes."""
    command = [sys.executable, "-m", "bench.recomputed", what, str(FIRST_YEAR), str(YEARS)]
    run = partial(
        subprocess.run, cwd=ROOT, env=database.environment, check=True, capture_output=True, text=True
    )
    second, megabytes, _ = run(command).stdout.split()
    return float(second), float(megabytes)
