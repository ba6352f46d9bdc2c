"""The liability of whole files under each of the five texts, exactly."""

import json
from pathlib import Path
from typing import Any

import pytest

from billing.management.calculation import main

CASES = Path(__file__).parent / "cases"
SLUGS = sorted(path.stem for path in CASES.glob("*.json"))


def calculated(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    status = main(arguments)
    written = capsys.readouterr()
    assert (status, written.err) == (0, "")
    return json.loads(written.out)


def case(slug: str) -> tuple[list[str], dict[str, Any]]:
    """The command's arguments, and the right answer."""
    answer = json.loads((CASES / f"{slug}.json").read_text())
    amount = answer.pop("daily_amount")
    arguments = [str(CASES / f"{slug}.csv"), "--agreement", slug, "--format", "json"]
    return arguments + ([] if amount is None else ["--daily-amount", str(amount)]), answer


def test_it_has_a_case_for_each_text() -> None:
    assert SLUGS == ["dalarna-2020", "halland-2025", "halland-2027", "statute-2018", "vastra-gotaland-2020"]


@pytest.mark.parametrize("slug", SLUGS)
def test_it_gives_exactly_the_right_answer(slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, answer = case(slug)

    result = calculated(capsys, *arguments)

    assert result == answer
    assert list(result) == ["agreement", "months", "episodes"]
    assert list(result["months"][0]) == list(answer["months"][0])
    assert list(result["episodes"][0]) == list(answer["episodes"][0])


@pytest.mark.parametrize("slug", SLUGS)
def test_it_gives_one_month_as_it_stands_among_all(slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, answer = case(slug)
    ids_seen: list[str] = []

    for month in sorted({row["month"] for row in answer["months"]}):
        result = calculated(capsys, *arguments, "--month", month)
        assert result["months"] == [row for row in answer["months"] if row["month"] == month]
        ids_seen += [row["episode_id"] for row in result["episodes"]]

    in_file = [row["episode_id"] for row in answer["episodes"]]
    assert len(ids_seen) == len(set(ids_seen))
    assert (
        {row["episode_id"] for row in answer["episodes"] if row["reason"] == ""}
        <= set(ids_seen)
        <= set(in_file)
    )
