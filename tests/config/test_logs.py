"""What a line of log says, and what it can't say."""

import json
import logging

import pytest
from django.test import Client

from config.log import JsonLines


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
