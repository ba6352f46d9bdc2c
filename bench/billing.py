"""What a month's bill costs to compute: the whole command beside a direct Polars script, and the core alone."""

import csv
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

import polars as pl

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES
from bench.direct_liability import DAILY_AMOUNT
from bench.figures import Figure, seconds
from billing.core.episodes import episode_lines
from billing.core.liability import every_year, month_lines
from billing.core.terms import Terms
from billing.files.read import read_episodes
from billing.texts.terms import terms_of

ROOT = Path(__file__).resolve().parent.parent
MILLION = 1_000_000
ROUNDS = 5
MOST_TIMES_DIRECT = 2.0
MOST_MEGABYTES = 800
LEAST_EPISODES_A_SECOND = 5_000_000
MOST_GROWTH = 1.25


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "episodes.csv")
        # In a process of its own: a child's peak memory starts at its parent's.
        subprocess.run([sys.executable, "-m", "bench.episode_file", file, str(MILLION)], cwd=ROOT, check=True)
        for slug in load_agreements():
            yield from command_figures(file, slug)
        facts = read_episodes(file, MUNICIPALITIES)
    for agreement in load_agreements().values():
        yield from core_figures(facts, terms_of(agreement))


def command_figures(file: Path, slug: str) -> Iterator[Figure]:
    """The command, checks of the file included, in turn with its floor; first, that both give the same."""
    command = [
        *(sys.executable, "manage.py", "calculate_liability", str(file)),
        *("--agreement", slug, "--daily-amount", str(DAILY_AMOUNT)),
    ]
    floor = [sys.executable, "bench/direct_liability.py", str(file), slug]
    ours, theirs = output_of([*command, "--format", "csv"]), output_of(floor)
    assert [*csv.reader(ours)] == [*csv.reader(theirs)], f"the direct script gives other sums for {slug}"

    runs = [(run(command), run(floor)) for _ in range(ROUNDS)]
    (taken, megabytes), (floor_taken, _) = (
        map(statistics.median, zip(*each, strict=True)) for each in zip(*runs, strict=True)
    )
    yield Figure(
        f"calculate_liability {slug}, 1 M episodes, times direct Polars",
        taken / floor_taken,
        MOST_TIMES_DIRECT,
    )
    yield Figure(f"calculate_liability {slug}, peak memory", megabytes, MOST_MEGABYTES, " MB")


def output_of(command: Sequence[str]) -> list[str]:
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a whole process."""
    usage = None

    def whole_process() -> None:
        nonlocal usage
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, command

    taken = seconds(whole_process)
    assert usage is not None
    return taken, usage.ru_maxrss / 1024


def core_figures(facts: pl.DataFrame, terms: Terms) -> Iterator[Figure]:
    """From facts in memory to priced months, at one and three million episodes in turn."""
    sizes = {1: facts, 3: pl.concat([facts] * 3, rechunk=True)}
    amounts = every_year(Decimal(DAILY_AMOUNT))
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(ROUNDS):
        for size, episodes in sizes.items():
            lines = episode_lines(episodes.lazy(), terms)
            taken[size].append(seconds(partial(month_lines, lines, terms, amounts)))
    median = {size: statistics.median(runs) for size, runs in taken.items()}
    for size, each in median.items():
        yield Figure(
            f"core {terms.slug}, {size} M episodes, a second",
            size * MILLION / each,
            LEAST_EPISODES_A_SECOND,
            at_least=True,
        )
    yield Figure(
        f"core {terms.slug}, time an episode at 3 M to that at 1 M", median[3] / 3 / median[1], MOST_GROWTH
    )
