"""The rules of docs/architecture.md that a machine can hold."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "agreements", "billing", "config", "coordination", "look")
LONGEST = 300


def files_of_ours(*endings: str) -> Iterator[Path]:
    for folder in (*APPS, "templates", "static", "tests", "bench"):
        for file in (ROOT / folder).rglob("*"):
            parts = file.relative_to(ROOT).parts
            if file.suffix in endings and "vendor" not in parts and "migrations" not in parts:
                yield file


def test_it_has_no_file_that_one_sitting_cannot_read() -> None:
    lengths = {
        file: len(file.read_text().splitlines()) for file in files_of_ours(".py", ".html", ".css", ".js")
    }
    assert [f"{file}: {lines}" for file, lines in lengths.items() if lines > LONGEST] == []


def test_it_has_no_room_for_odds_and_ends() -> None:
    assert [
        file for file in files_of_ours(".py") if file.stem in {"utils", "helpers", "misc", "common"}
    ] == []


def test_it_has_no_package_that_stands_outside_the_import_contracts() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert packages == set(contracts["root_packages"]) == set(APPS)


def test_it_asks_no_clock_in_a_core() -> None:
    clock = re.compile(r"\b(now|today|utcnow|localtime|monotonic|time_ns)\(\)")
    cores = [*(ROOT / "coordination/core").rglob("*.py"), *(ROOT / "billing/core").rglob("*.py")]
    assert cores
    assert [file for file in cores if clock.search(file.read_text())] == []


def test_it_runs_no_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
    assert [file for file in files_of_ours(".html") if inline.search(file.read_text())] == []


def requirements(group: str) -> list[Requirement]:
    """What pyproject.toml asks for: the project's own, or a dependency group with those it includes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    if group == "project":
        return [Requirement(line) for line in project["project"]["dependencies"]]
    asked = []
    for line in project["dependency-groups"][group]:
        asked += requirements(line["include-group"]) if isinstance(line, dict) else [Requirement(line)]
    return asked


def locked(file: str) -> dict[str, str]:
    """The version of each package in a lock file."""
    pins = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", (ROOT / file).read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


@pytest.mark.parametrize(
    ("file", "groups"),
    [("requirements.lock", ["project"]), ("requirements-dev.lock", ["project", "dev"])],
)
def test_it_locks_what_it_asks_for(file: str, groups: list[str]) -> None:
    versions = locked(file)
    for requirement in (line for group in groups for line in requirements(group)):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_it_tests_what_production_runs() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()
