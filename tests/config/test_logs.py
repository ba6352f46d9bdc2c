"""What a line of log says, and what it can't say."""

import json
import logging
import runpy
from pathlib import Path

import pytest
from django.test import Client
from gunicorn.config import Config

from config.log import JsonLines, PlainLines

GUNICORN = Path(__file__).resolve().parents[2] / "config" / "gunicorn.py"


def line(message: str, **extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"msg": message, "levelname": "INFO", "name": "hemgang", **extra})
    written: dict[str, object] = json.loads(JsonLines().format(record))
    return written


def test_it_writes_what_is_in_the_vocabulary() -> None:
    assert line("swept", count=3)["count"] == 3


def test_it_drops_what_is_not() -> None:
    assert "Anna" not in json.dumps(line("sent", patient_name="Anna", identity_number="191212121212"))


def test_it_names_the_route_and_not_the_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="hemgang.web"):
        client.get("/health/live?patient=191212121212")
    (record,) = [record for record in caplog.records if record.name == "hemgang.web"]
    written = JsonLines().format(record)
    assert json.loads(written)["route"] == "health/live"
    assert "1912" not in written


NUMBER = "191212121212"


class Refused(Exception):
    """Quotes what it refuses, as PostgreSQL does."""


def refuse(number: str) -> None:
    try:
        int(f"{number}-x")
    except ValueError as error:
        raise Refused(f"Key (identity_value)=({number}) already exists.") from error


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "plain"])
@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("Task %s raised unexpected: %s", ("sweep", f"Refused('{NUMBER}')")),
        ("Internal Server Error: %s", (f"/patients/{NUMBER}/",)),
        ("the case was not saved", ()),
    ],
)
def test_it_tells_of_an_exception_what_and_where_but_not_its_words(
    formatter: logging.Formatter, message: str, values: tuple[str, ...]
) -> None:
    try:
        refuse(NUMBER)
    except Refused as error:
        caught = (type(error), error, error.__traceback__)
    told = {"msg": message, "args": values, "exc_info": caught}
    written = formatter.format(logging.makeLogRecord(told))
    assert NUMBER not in written
    assert message in written
    assert "ValueError" in written
    assert written.index("ValueError") < written.index("test_logs.Refused")
    assert "in refuse" in written


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "plain"])
def test_it_names_an_exception_that_stands_among_the_values(formatter: logging.Formatter) -> None:
    for told in (
        {"msg": "not sent to %s: %s", "args": ("web", Refused(NUMBER))},
        {"msg": Refused(NUMBER), "args": ()},
    ):
        written = formatter.format(logging.makeLogRecord(told))
        assert NUMBER not in written
        assert "Refused" in written


def test_it_keeps_an_exceptions_words_from_the_servers_own_log() -> None:
    """gunicorn's lines are written by the same class."""
    told = runpy.run_path(str(GUNICORN))
    assert told["logconfig_dict"]["formatters"]["generic"] == {"()": "config.log.JsonLines"}


def test_it_keeps_addresses_out_of_the_web_servers_log() -> None:
    """A URL says which case somebody looked at."""
    config = Config()
    for name, value in runpy.run_path(str(GUNICORN)).items():
        if name in config.settings:
            config.set(name, value)
    assert not config.logger_class(config).access_log_enabled
