"""Logs as data: one JSON object a line, with nothing of any patient.

    logger.info("deadlines swept", extra={"count": 3})

A line carries names and numbers of things (`case` is a UUID), never their content. `KEYS` is the whole
vocabulary of `extra`: what is outside it is dropped with its value.
"""

import json
import logging
import traceback
from collections.abc import Iterator
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
    """Each record as one JSON object; of an exception only what it was and where."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event_of(record),
        }
        line |= {key: value for key, value in vars(record).items() if key in KEYS and key not in line}
        if error := error_of(record):
            line["exception"] = "".join(without_values(error))
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """The same for people to read, without the vocabulary."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {event_of(record)}"
        if error := error_of(record):
            line += "\n" + "".join(without_values(error)).rstrip()
        return line


def error_of(record: logging.LogRecord) -> BaseException | None:
    """The exception that is logged with the record."""
    return record.exc_info[1] if record.exc_info else None


def event_of(record: logging.LogRecord) -> str:
    """What happened. Beside an exception without the values put in: libraries put the exception's own words there."""
    if isinstance(record.msg, BaseException):
        return type_of(record.msg)
    if error_of(record):
        return str(record.msg)
    args = record.args
    if isinstance(args, tuple):
        args = tuple(type_of(one) if isinstance(one, BaseException) else one for one in args)
    return str(record.msg) % args if args else str(record.msg)


def without_values(error: BaseException) -> Iterator[str]:
    """The lines of a traceback, earlier exceptions first: files, lines of code, and types of exceptions.

    Never what an exception says: PostgreSQL quotes the row that it refuses, and a parser the text that it cannot read.
    """
    chain = [error]
    while former := chain[-1].__cause__ or (
        None if chain[-1].__suppress_context__ else chain[-1].__context__
    ):
        if former in chain:
            break
        chain.append(former)
    for one in reversed(chain):
        yield from traceback.format_tb(one.__traceback__)
        yield f"{type_of(one)}\n"


def type_of(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def logging_settings(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: our own lines and the libraries' on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "config.log.JsonLines"},
            "plain": {"()": "config.log.PlainLines"},
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
