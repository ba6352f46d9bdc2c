"""Web, worker and beat refuse to start on a faulty file or an unsafe setting, and say why."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded.services import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "accounts",
    "agreements",
    "billing",
    "config",
    "coordination",
    "locale",
    "look",
    "static",
    "staticfiles",
    "templates",
)
PATIENCE = 60  # seconds; a process that refuses ends by itself long before

FAULTS = {
    "texts/halland-2027.yaml": (
        ("value: 1.5", "value: -1.5"),
        "halland-2027.yaml: terms.threshold_days.value: ska vara ett tal, noll eller mer, inte",
    ),
    "daily_amounts.yaml": (("amounts:", "sums:"), "daily_amounts.yaml: amounts: saknas"),
    "law/lag-2017-612.yaml": (("title:", "heading:"), "lag-2017-612.yaml: title: saknas"),
    "places/municipalities.csv": (
        ("1380,Halmstad,13", "138,Halmstad,13"),
        "municipalities.csv: rad 131: koden ska ha 4 siffror, inte vara '138'",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The product, which a test may spoil."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def start(name: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a process of Hemgång to its end, as its command says."""
    program, *arguments = shlex.split(COMMANDS[name])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz" * 3,
        "DATABASE_URL": "postgresql:///hemgang?host=/nowhere",
        "DATABASE_POOL_SIZE": "0",
        "REDIS_URL": os.environ["REDIS_URL"],
        "PORT": port,
        **settings,
    }
    command = [str(Path(sys.executable).parent / program), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_it_does_not_start_on_a_faulty_agreement(copy: Path, name: str) -> None:
    said = spoil(copy, "texts/halland-2027.yaml")
    ended = start(name, copy)
    # gunicorn may end with 1 as well: what it does with a process that failed depends on when it hears of it.
    assert ended.returncode != 0
    assert "Hemgång does not start:" in ended.stderr
    assert said in ended.stderr


@pytest.mark.parametrize("file", [file for file in FAULTS if not file.startswith("texts/")])
def test_it_does_not_start_on_another_faulty_file(copy: Path, file: str) -> None:
    said = spoil(copy, file)
    ended = start("beat", copy)
    assert ended.returncode == 3
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_does_not_start_on_an_unsafe_setting() -> None:
    ended = start("web", ROOT, HTTPS="no", ALLOWED_HOSTS="hemgang.example.se")
    assert ended.returncode != 0
    assert "hemgang.E003" in ended.stderr


def test_it_does_not_start_as_the_owner_of_the_tables(db: None) -> None:
    ended = start("beat", ROOT, DATABASE_URL=os.environ["DATABASE_URL"])
    assert ended.returncode == 3
    assert "hemgang.E005" in ended.stderr


def spoil(copy: Path, name: str) -> str:
    """Puts the fault into the file; gives what is then to be said of it."""
    (find, put), said = FAULTS[name]
    file = copy / "agreements" / name
    before = file.read_text(encoding="utf-8")
    assert find in before
    file.write_text(before.replace(find, put, 1), encoding="utf-8")
    return said
