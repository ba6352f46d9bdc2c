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


def test_it_sweeps_and_sends_also_without_celery_and_valkey() -> None:
    for name, command in {"sweeper": "run_deadlines", "relay": "run_deliveries"}.items():
        service = COMPOSE["services"][name]
        assert service["command"] == f"python manage.py {command} --loop"
        assert "valkey" not in service["depends_on"]


def test_its_broker_refuses_rather_than_forgets_and_keeps_tasks_over_a_restart() -> None:
    valkey = COMPOSE["services"]["valkey"]
    assert {"noeviction", "--appendonly"} <= set(valkey["command"])
    assert valkey["volumes"] == ["valkey:/data"]
