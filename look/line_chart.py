"""Where the lines, marks and labels of a chart stand. Pure geometry; what a point means is its giver's to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from typing import Protocol

WIDTH, HEIGHT = 960, 290
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 30, 34
STEPS = (Decimal("0.5"), Decimal(1), Decimal(2), Decimal(5), Decimal(10), Decimal(20), Decimal(50))


class Point(Protocol):
    """What a chart asks of a month: `value` is None where there is none yet; `is_over` is decided by the giver."""

    label: str
    short_label: str
    value: Decimal | None
    threshold: Decimal
    is_over: bool
    note: str


@dataclass(frozen=True)
class Mark:
    """A point with its place in the picture."""

    point: Point
    x: str
    y: str
    label_y: str
    value_text: str


@dataclass(frozen=True)
class Tick:
    """A line across the picture with its number."""

    y: str
    text: str


@dataclass(frozen=True)
class LineChart:
    """Points from left to right, with lines through those that have a value."""

    points: Sequence[Point]
    language: str = "sv"

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @cached_property
    def step(self) -> Decimal:
        """The distance between two lines across: the smallest that gives at most five of them."""
        highest = max(
            [p.value for p in self.points if p.value is not None] + [p.threshold for p in self.points]
        )
        return next((step for step in STEPS if highest / step <= 5), highest / 5)

    @cached_property
    def top(self) -> Decimal:
        """The value at the upper edge."""
        highest = max(
            [p.value for p in self.points if p.value is not None] + [p.threshold for p in self.points]
        )
        whole_steps = (highest / self.step).to_integral_value(ROUND_CEILING)
        return max(whole_steps, Decimal(1)) * self.step

    def x(self, index: int) -> float:
        width = WIDTH - LEFT - RIGHT
        return LEFT + width * (index + 0.5) / len(self.points)

    def y(self, value: Decimal) -> float:
        return HEIGHT - BOTTOM - float(value / self.top) * (HEIGHT - TOP - BOTTOM)

    @property
    def ticks(self) -> list[Tick]:
        """The lines across, from zero up."""
        values = [self.step * number for number in range(int(self.top / self.step) + 1)]
        return [Tick(f"{self.y(value):.1f}", self.say(value, places=1)) for value in values]

    @property
    def marks(self) -> list[Mark]:
        """The points that have a value."""
        return [self._mark(i, p, p.value) for i, p in enumerate(self.points) if p.value is not None]

    @property
    def has_over(self) -> bool:
        """Whether any point is marked as over."""
        return any(point.is_over for point in self.points)

    @property
    def month_labels(self) -> list[tuple[str, str]]:
        """The names under the picture: place and text."""
        return [(f"{self.x(index):.1f}", point.short_label) for index, point in enumerate(self.points)]

    @property
    def line(self) -> str:
        """The path through the values; a month without one breaks it."""
        parts, pen = [], "M"
        for index, point in enumerate(self.points):
            if point.value is None:
                pen = "M"
            else:
                parts.append(f"{pen}{self.x(index):.1f} {self.y(point.value):.1f}")
                pen = "L"
        return "".join(parts)

    @property
    def threshold_line(self) -> str:
        """The path of the threshold: level through each month, with a step where another applies."""
        half = (WIDTH - LEFT - RIGHT) / len(self.points) / 2
        parts: list[str] = []
        for index, point in enumerate(self.points):
            pen, y = ("L" if parts else "M"), self.y(point.threshold)
            parts.append(f"{pen}{self.x(index) - half:.1f} {y:.1f}L{self.x(index) + half:.1f} {y:.1f}")
        return "".join(parts)

    @property
    def rows(self) -> list[tuple[Point, str, str]]:
        """The same figures for the table: point, value and threshold."""
        return [
            (p, "–" if p.value is None else self.say(p.value), self.say(p.threshold)) for p in self.points
        ]

    @property
    def right(self) -> int:
        return WIDTH - RIGHT

    @property
    def left(self) -> int:
        return LEFT

    @property
    def month_label_y(self) -> int:
        return HEIGHT - 10

    def say(self, value: Decimal, places: int = 2) -> str:
        """A number as the language writes it."""
        said = f"{value:.{places}f}"
        return said if self.language.startswith("en") else said.replace(".", ",")

    def _mark(self, index: int, point: Point, value: Decimal) -> Mark:
        x, y = self.x(index), self.y(value)
        return Mark(
            point=point,
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            label_y=f"{y - 13:.1f}",
            value_text=self.say(value),
        )
