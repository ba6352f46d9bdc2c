"""How far off a time may lie: beyond that it is a slip of the pen, and nothing that happened."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from coordination.core.episodes import CareType
from coordination.core.events import AdmissionRegistered, Payload
from coordination.core.needs import NeedAssessment

AFTER_THE_FACT = timedelta(days=366)
"""Longest from when something happened until it is registered. A leap year: by then every month is billed, and older
episodes belong in the file of the system that had them."""
LONG_STAY = timedelta(days=30 * 366)
"""The same for the admission to psychiatric and forensic care: people have been there for years when a ward begins."""
AHEAD = timedelta(days=3 * 366)
"""Longest from now to what is planned: a discharge, a meeting, a reception."""


class FarOff(NamedTuple):
    """A time that lies too far off: in which field, and on which side."""

    field: str
    is_past: bool


def far_off(payload: Payload, occurred_at: datetime, now: datetime) -> FarOff | None:
    """The first of a step's times that lies too far off; None when all are within reason."""
    earliest = now - (LONG_STAY if _may_be_of_long_standing(payload) else AFTER_THE_FACT)
    latest = now + AHEAD
    for field, at in (("occurred_at", occurred_at), *_times(payload)):
        if at < earliest or at > latest:
            return FarOff(field, is_past=at < earliest)
    return None


def _may_be_of_long_standing(payload: Payload) -> bool:
    return isinstance(payload, AdmissionRegistered) and payload.care_type is not CareType.SOMATIC


def _times(record: Payload | NeedAssessment) -> Iterator[tuple[str, datetime]]:
    """Every time that a payload tells, with its field."""
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, datetime):
            yield field.name, value
        elif isinstance(value, date):
            yield field.name, datetime.combine(value, time(), UTC)
        elif isinstance(value, NeedAssessment):
            yield from _times(value)
