"""When who is reminded of a deadline: before it, at it and after it, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination.core.civil import in_utc
from coordination.core.deadline import DeadlineKind


@dataclass(frozen=True, slots=True)
class Level:
    """One reminder, so many minutes after `due_at` (before it where negative); an escalation also reaches the head."""

    minutes: int
    to_head: bool = False

    def at(self, due_at: datetime) -> datetime:
        """When it is reached."""
        return in_utc(due_at) + timedelta(minutes=self.minutes)


def _hours(*hours: float) -> tuple[Level, ...]:
    return tuple(Level(round(60 * one)) for one in hours)


def _to_head(hours: float) -> tuple[Level, ...]:
    return (Level(round(60 * hours), to_head=True),)


OTHERWISE = _hours(-1, 0) + _to_head(2)
"""Of a kind that the table does not name."""

LEVELS: Mapping[DeadlineKind, tuple[Level, ...]] = {
    # Of 24 hours: after 18 and 23, when they are over, and two hours later.
    DeadlineKind.ADMISSION_NOTICE: _hours(-6, -1, 0) + _to_head(2),
    DeadlineKind.RECEIPT: _hours(0) + _to_head(2),
    DeadlineKind.PLANNING_BASIS: _hours(-12, -2, 0) + _to_head(24),
    # What is only expected is not missed: nobody's head is told.
    DeadlineKind.TREATMENT_PLAN: _hours(-24, 0),
    DeadlineKind.CARE_CONTACT: _hours(-24, -4, 0),
    # Due at midnight: at two in the afternoon of the day before and of the last day, and the next morning.
    DeadlineKind.SIP_CALL: _hours(-34, -10, 0) + _to_head(8),
    DeadlineKind.SIP_FOLLOW_UP: _hours(-24, 0) + _to_head(24),
    DeadlineKind.DISCHARGE_INFORMATION: _hours(-4, 0) + _to_head(8),
    # A day begins to count at midnight: told at two in the afternoon before, or at once where the notice comes later.
    DeadlineKind.COUNTING_STARTS: _hours(-10, 0),
    DeadlineKind.OVER_THRESHOLD: _hours(-10, 0),
    # The head hears while it can still be helped.
    DeadlineKind.LONG_STAY: _hours(-34) + _to_head(-10) + _hours(0),
}


LevelSettings = Mapping[DeadlineKind, tuple[Level, ...]]
"""What a region has set for some kinds, the earliest first."""

NOTHING_SET: LevelSettings = {}


def levels(kind: DeadlineKind, settings: LevelSettings = NOTHING_SET) -> tuple[Level, ...]:
    """All levels of such a deadline, the earliest first: those that are set, else Hemgång's own."""
    return settings.get(kind) or LEVELS.get(kind, OTHERWISE)


def reached(
    kind: DeadlineKind, due_at: datetime, now: datetime, settings: LevelSettings = NOTHING_SET
) -> tuple[Level, ...]:
    """The levels that have been reached by now."""
    return tuple(level for level in levels(kind, settings) if level.at(due_at) <= now)


def next_at(
    kind: DeadlineKind,
    due_at: datetime,
    now: datetime | None = None,
    settings: LevelSettings = NOTHING_SET,
) -> datetime | None:
    """When the next level after now is reached: the first of all unless a time is given, None after the last."""
    times = (level.at(due_at) for level in levels(kind, settings))
    return next((at for at in times if now is None or at > now), None)
