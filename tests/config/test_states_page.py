"""docs/states.md draws the table: no step and no arrow is left out, and an old page is told of."""

from pathlib import Path

import pytest

from billing.core.month_life import MONTH_STEPS
from config import states_page
from coordination.core.states import STEPS


def test_it_is_what_the_table_says() -> None:
    assert states_page.PAGE.read_text() == states_page.page()


def test_it_has_a_row_for_every_step() -> None:
    steps = [line.split("`")[1] for line in states_page.table().splitlines() if line.startswith("| `")]
    assert steps == list(STEPS)


def test_it_draws_an_arrow_wherever_the_status_changes() -> None:
    drawn = states_page.drawing()
    for step, row in STEPS.items():
        for start, end in row.leads.items():
            arrows = [line for line in drawn.splitlines() if f" {start or '[*]'} --> {end}: " in line]
            is_drawn = any(step in arrow.partition(": ")[2].split(", ") for arrow in arrows)
            assert is_drawn == (start is not end), (step, start)


def test_it_draws_the_month_as_well() -> None:
    steps = [line.split("`")[1] for line in states_page.month_table().splitlines() if line.startswith("| `")]
    assert steps == list(MONTH_STEPS)
    assert "    open --> closed: closed\n" in states_page.month_drawing()
    assert "    paid --> credited: credited\n" in states_page.month_drawing()


def test_it_says_when_the_page_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(states_page, "PAGE", tmp_path / "states.md")
    assert states_page.main(["check"]) == 1
    assert "make docs" in capsys.readouterr().err
    assert states_page.main([]) == 0
    assert states_page.main(["check"]) == 0
