"""Logs as data: one JSON object a line, with the request and who acts, and nothing of any patient.

What is logged is names and numbers of things (`case=<uuid>`), never their content: `KEYS` is the whole
vocabulary, and a key outside it is dropped with its value.
"""

from collections.abc import MutableMapping
from typing import Any

import structlog

KEYS = frozenset(
    {
        "event", "level", "logger", "timestamp", "exc_info", "exception", "stack",
        "request", "method", "route", "status", "milliseconds", "assignment", "user",
        "case", "step", "unit", "organisation", "month", "agreement", "statement",
        "task", "task_id", "count", "code", "process",
    }
)  # fmt: skip


def keep_known_keys(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The event without what is not in `KEYS`; underscored keys are structlog's own."""
    return {key: value for key, value in event.items() if key in KEYS or key.startswith("_")}


def logging_settings(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING; our own loggers and the libraries' end in the same lines on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            keep_known_keys,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    # Tracebacks without the values of local variables: those may be a patient.
    renderer: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Replaces Django's own handlers (mail to administrators, plain console lines).
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
