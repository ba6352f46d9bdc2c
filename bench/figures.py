"""A measured figure held against its limit, and how to measure fairly on a machine with other work."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
"""Of the data: figures at less than 1 are for whoever works on a part, and say nothing of the limits."""


def scaled(count: int) -> int:
    """So many rows, or fewer in a small run."""
    return max(1, round(count * SCALE))


@dataclass(frozen=True)
class Figure:
    """A name, a value and the limit that it must not pass, if it has one; `at_least` turns the limit around."""

    name: str
    value: float
    limit: float | None
    unit: str = ""
    at_least: bool = False

    @property
    def is_over(self) -> bool:
        if self.limit is None:
            return False
        return self.value < self.limit if self.at_least else self.value > self.limit

    def __str__(self) -> str:
        if self.limit is None:
            return f"{self.name}  {self.value:.4g}{self.unit}  no limit"
        verdict = "over" if self.is_over else "ok"
        return f"{self.name}  {self.value:.4g}{self.unit}  {self.limit:g}{self.unit}  {verdict}"


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def medians_in_turn(*actions: Callable[[], object], rounds: int = 5) -> list[float]:
    """The median seconds of each action, taken in turn, so that a busy moment falls on all of them alike."""
    taken = [[seconds(action) for action in actions] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]
