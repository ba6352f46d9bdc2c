"""What the documents name is there: links, files, targets, commands; and the README's example runs."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "templates/components/README.md"])
CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
OURS = ("accounts", "agreements", "billing", "config", "coordination", "look")
FILE = re.compile(rf"(?:{'|'.join(OURS)}|templates|static|tests|docs|bench|locale)/[\w./-]*\w\.\w+")
SMALL = 150_000  # bytes: everybody who reads the README fetches its pictures

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def said_in_code(document: Path) -> str:
    """What stands between backticks, a line each."""
    return "\n".join(block or span for block, span in CODE.findall(document.read_text()))


@each_document
def test_it_links_to_what_is_there(document: Path) -> None:
    links = [link for link in LINK.findall(document.read_text()) if not re.match(r"\w+:", link)]
    targets = [(document.parent / link.partition("#")[0], link) for link in links if not link.startswith("#")]
    assert [link for target, link in targets if not target.exists()] == []


@each_document
def test_it_names_files_that_are_there(document: Path) -> None:
    named = FILE.findall(said_in_code(document))
    assert [name for name in named if "SLUG" not in name and not (ROOT / name).exists()] == []


@each_document
def test_it_names_targets_commands_and_modules_that_are_there(document: Path) -> None:
    code = said_in_code(document)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", code)) <= {"help", *get_commands()}
    assert [name for name in re.findall(r"python -m ([\w.]+)", code) if not find_spec(name)] == []


def sources() -> Iterator[Path]:
    for folder in OURS:
        yield from (ROOT / folder).rglob("*.py")
    yield from (ROOT / name for name in ("Makefile", "Dockerfile", "docker-compose.yml", "pyproject.toml"))


def test_it_has_the_documents_that_the_code_refers_to() -> None:
    named = {
        (file, name) for file in sources() for name in re.findall(r"docs/[\w/-]+\.\w+", file.read_text())
    }
    assert [f"{file}: {name}" for file, name in named if not (ROOT / name).exists()] == []


def test_it_runs_the_example_of_the_readme() -> None:
    [example] = re.findall(
        r"^\.venv/bin/python (manage\.py .+)$", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    done = subprocess.run(
        [sys.executable, *shlex.split(example)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "1380" in done.stdout


def test_it_has_small_pictures() -> None:
    pictures = list((ROOT / "docs/pictures").glob("*.png"))
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > SMALL] == []
