"""The chart's lines and marks stand where the figures say, and a month without figures breaks the line."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from look.line_chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, LineChart


@dataclass
class Month:
    label: str
    short_label: str
    value: Decimal | None
    threshold: Decimal
    is_over: bool
    note: str = ""


def chart_of(*values: str | None, threshold: str = "1.50") -> LineChart:
    limit = Decimal(threshold)
    numbers = [None if value is None else Decimal(value) for value in values]
    return LineChart([Month("", "", n, limit, n is not None and n > limit) for n in numbers])


def test_it_puts_zero_at_the_bottom_and_the_highest_line_at_the_top() -> None:
    chart = chart_of("2.05", "0")
    assert [tick.text for tick in chart.ticks] == ["0,0", "0,5", "1,0", "1,5", "2,0", "2,5"]
    assert chart.ticks[0].y == f"{HEIGHT - BOTTOM:.1f}"
    assert chart.ticks[-1].y == f"{TOP:.1f}"
    assert chart.marks[1].y == chart.ticks[0].y


def test_a_month_without_a_value_breaks_the_line_and_has_no_mark() -> None:
    chart = chart_of("1", None, "2", "1")
    assert chart.line.count("M") == 2
    assert chart.line.count("L") == 1
    assert len(chart.marks) == 3
    assert [value for _point, value, _threshold in chart.rows] == ["1,00", "–", "2,00", "1,00"]


def test_the_threshold_steps_where_another_one_applies() -> None:
    chart = chart_of("1", "1")
    chart.points[1].threshold = Decimal(2)
    levels = {part.split()[1] for part in chart.threshold_line.replace("M", "L").split("L") if part}
    assert len(levels) == 2


def test_it_stands_with_no_values_at_all() -> None:
    chart = chart_of(None, None, threshold="0")
    assert chart.line == ""
    assert len(chart.ticks) >= 2


def test_it_writes_numbers_as_the_language_does() -> None:
    assert LineChart(chart_of("1").points, language="en").say(Decimal("1.5")) == "1.50"


@given(st.lists(st.decimals(0, 5000, places=2), min_size=1, max_size=24), st.decimals(0, 30, places=2))
def test_everything_stays_inside_the_picture(values: list[Decimal], threshold: Decimal) -> None:
    chart = LineChart([Month("", "", value, threshold, value > threshold) for value in values])
    for mark in chart.marks:
        assert LEFT <= float(mark.x) <= WIDTH - RIGHT
        assert TOP - 0.05 <= float(mark.y) <= HEIGHT - BOTTOM + 0.05
        assert float(mark.label_y) >= 12
    assert len(chart.ticks) <= 6
