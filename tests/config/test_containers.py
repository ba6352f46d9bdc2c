"""docker-compose.yml runs what the demo runs."""

from pathlib import Path

import yaml

from config.embedded.postgres import INITDB_ARGUMENTS
from config.embedded.services import COMMANDS

COMPOSE = yaml.safe_load((Path(__file__).resolve().parents[2] / "docker-compose.yml").read_text())


def test_it_runs_the_processes_by_the_commands_of_the_demo() -> None:
    services = COMPOSE["services"]
    assert {name: services[name]["command"] for name in COMMANDS} == COMMANDS


def test_it_sorts_as_the_demo_sorts() -> None:
    arguments = COMPOSE["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert arguments.split() == INITDB_ARGUMENTS


def test_it_gives_the_owner_to_migrations_only() -> None:
    for name in COMMANDS:
        assert "hemgang_owner" not in str(COMPOSE["services"][name])
