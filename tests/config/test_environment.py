"""Reading the environment: typed, documented, and refused with the variable's name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import database_settings, with_login
from config.env import Environment


@pytest.mark.parametrize(
    ("value", "meaning"),
    [("yes", True), ("1", True), ("True", True), ("no", False), ("0", False), ("", False)],
)
def test_it_reads_a_flag(value: str, meaning: bool) -> None:
    assert Environment({"DEMO": value}).flag("DEMO", default=not meaning, group="", help="") is meaning


def test_it_refuses_a_flag_that_is_neither() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEMO='perhaps': say yes or no"):
        Environment({"DEMO": "perhaps"}).flag("DEMO", default=False, group="", help="")


def test_it_refuses_a_number_that_is_none() -> None:
    with pytest.raises(ImproperlyConfigured, match="SIZE='many'"):
        Environment({"SIZE": "many"}).number("SIZE", default=1, group="", help="")


def test_it_reads_a_list() -> None:
    env = Environment({"HOSTS": "a.example.se, b.example.se,"})
    assert env.words("HOSTS", default=[], group="", help="") == ["a.example.se", "b.example.se"]


def test_it_documents_what_it_was_asked_for() -> None:
    env = Environment({})
    env.number("SIZE", default=8, group="Servers", help="How many.")
    (variable,) = env.variables
    assert (variable.name, variable.default, variable.group, variable.help) == (
        "SIZE",
        "8",
        "Servers",
        "How many.",
    )


def test_it_reads_a_database_url_with_an_escaped_password() -> None:
    settings = database_settings(
        "postgresql://web:p%40ss%2F@db.example.se:5433/hemgang?sslmode=require", pool_size=0
    )
    assert (settings["USER"], settings["PASSWORD"]) == ("web", "p@ss/")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example.se", "5433", "hemgang")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_it_reads_a_database_url_to_a_socket() -> None:
    settings = database_settings("postgresql://web:secret@/hemgang?host=%2Frun%2Fpostgres", pool_size=3)
    assert settings["HOST"] == "/run/postgres"
    assert settings["OPTIONS"]["pool"]["max_size"] == 3
    assert settings["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize("url", ["sqlite:///file", "postgresql://u:secret@h:port/db", "hemgang"])
def test_it_refuses_another_url_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        database_settings(url, pool_size=0)
    assert "secret" not in str(refusal.value)


def test_it_gives_the_same_database_to_another_login() -> None:
    url = with_login("postgresql://owner:x@db:5432/hemgang?sslmode=require", "web", "a/b")
    assert url == "postgresql://web:a%2Fb@db:5432/hemgang?sslmode=require"
