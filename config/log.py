"""Logs as data: one JSON object a line, with nothing of any patient.

    logger.info("deadlines swept", extra={"count": 3})

A line carries names and numbers of things (`case` is a UUID), never their content. `KEYS` is the whole
vocabulary of `extra`: what is outside it is dropped with its value.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any

KEYS = frozenset(
    {
        *("method", "route", "status", "milliseconds", "assignment", "process"),
        *("case", "step", "unit", "organisation", "month", "agreement", "statement"),
        *("task", "task_id", "count", "code"),
    }
)


class JsonLines(logging.Formatter):
    """Each record as one JSON object; a traceback without the values in it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key in KEYS and key not in line}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_settings(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: our own lines and the libraries' on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "config.log.JsonLines"},
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json" if as_json else "plain"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        # Without Django's own handlers (mail to administrators, plain console lines) beside ours, and
        # without a warning that repeats the address of each page that was not found.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
